#include <stdio.h>

int main(void)
{
    int minus = -1;
    unsigned one = 1;
    printf("%d\n", minus < one);
    printf("%d\n", (long)minus < one);
    printf("%d\n", minus < (unsigned short)1);
    printf("%u\n", minus + one);
    printf("%u\n", minus * 2u);
    printf("%lu\n", minus + 1UL + 1UL);
    long mixed = minus + one - 1;
    printf("%ld\n", mixed);
    printf("%d\n", sizeof(int) > -1);
    return 0;
}
