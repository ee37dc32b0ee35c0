#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    int rw = PROT_READ | PROT_WRITE;
    char *p = mmap(NULL, 2 * 4096, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(p + 4096, "moved along");
    p = mremap(p, 2 * 4096, 6 * 4096, MREMAP_MAYMOVE);
    printf("%s %d\n", p + 4096, p[5 * 4096]);
    char *q = mremap(p, 6 * 4096, 2 * 4096, 0);
    printf("%d %s\n", q == p, q + 4096);
    mmap(p + 2 * 4096, 4096, rw, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    q = mremap(p, 2 * 4096, 4 * 4096, 0);      /* no room, may not move */
    printf("%d %d\n", q == MAP_FAILED, errno == ENOMEM);
    q = mremap(p + 1, 4096, 8192, MREMAP_MAYMOVE);
    printf("%d %d\n", q == MAP_FAILED, errno == EINVAL);
    return 0;
}
