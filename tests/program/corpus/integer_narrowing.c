#include <stdio.h>

int main(void)
{
    long big = 0x1234567890abcdefL;
    int i = big;
    short s = big;
    char c = big;
    unsigned char u = big;
    printf("%x %hx %d %d\n", i, s, c, u);
    printf("%d %d\n", (char)300, (signed char)200);
    printf("%d\n", (short)40000);
    printf("%d\n", (int)3000000000u);
    printf("%lld\n", (long long)(int)0xffffffff);
    printf("%lld\n", (long long)(unsigned)-1);
    return 0;
}
