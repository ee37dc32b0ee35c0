#define _DEFAULT_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char v[4];
    p[4096] = 1;
    p[3 * 4096] = 1;
    int r = mincore(p, 4 * 4096, v);
    printf("%d %d%d%d%d\n", r, v[0] & 1, v[1] & 1, v[2] & 1, v[3] & 1);
    munmap(p + 2 * 4096, 4096);
    r = mincore(p, 4 * 4096, v);
    printf("%d %d\n", r, errno == ENOMEM);
    return 0;
}
