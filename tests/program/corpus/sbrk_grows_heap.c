#define _DEFAULT_SOURCE
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    /* No output before the end: its buffer may come from the heap, too. */
    char *old = sbrk(0);
    char *p = sbrk(8192);
    p[0] = 1; p[8191] = 2;
    int sum = p[0] + p[4000] * 100 + p[8191] * 10;
    long grown = (char *)sbrk(0) - old;
    int r = brk(old);
    int back = sbrk(0) == old;
    printf("%d %d %ld %d %d\n", p == old, sum, grown, r, back);
    return 0;
}
