#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    int rw = PROT_READ | PROT_WRITE, anon = MAP_PRIVATE | MAP_ANONYMOUS;
    char *p = mmap(NULL, 3 * 4096, rw, anon, -1, 0);
    p[0] = p[4096] = p[8192] = 'x';
    char *q = mmap(p + 4096, 4096, rw, anon | MAP_FIXED, -1, 0);
    printf("%d %d %d %d\n", q == p + 4096, p[0], p[4096], p[8192]);
    q = mmap(p + 1, 4096, rw, anon | MAP_FIXED, -1, 0);
    printf("%d %d\n", q == MAP_FAILED, errno == EINVAL);
    q = mmap(p, 4096, rw, anon | MAP_FIXED_NOREPLACE, -1, 0);
    printf("%d %d %c\n", q == MAP_FAILED, errno == EEXIST, p[0]);
    return 0;
}
