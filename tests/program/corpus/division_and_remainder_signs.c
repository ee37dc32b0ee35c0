#include <stdio.h>

int main(void)
{
    printf("%d %d\n", 7 / 2, 7 % 2);
    printf("%d %d\n", -7 / 2, -7 % 2);
    printf("%d %d\n", 7 / -2, 7 % -2);
    printf("%d %d\n", -7 / -2, -7 % -2);
    printf("%u\n", -7 / 2u);
    printf("%ld\n", -7000000000L / 1000);
    printf("%g\n", 7 / 2.0);
    return 0;
}
