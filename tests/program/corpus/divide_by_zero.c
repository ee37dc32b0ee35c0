#include <stdio.h>

int main(void)
{
    volatile int zero = 0;
    printf("%g\n", 1 / (zero + 1.0));
    printf("%d\n", 7 / zero);
    printf("never\n");
    return 0;
}
