#define _DEFAULT_SOURCE
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char *old = sbrk(0);
    char *p = sbrk(8192);
    printf("%d\n", p == old);
    p[0] = 1; p[8191] = 2;
    printf("%d %d\n", p[0] + p[8191], p[4000]);
    printf("%td\n", (char *)sbrk(0) - old);
    printf("%d %d\n", brk(old), sbrk(0) == old);
    return 0;
}
