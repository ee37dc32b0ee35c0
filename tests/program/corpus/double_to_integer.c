#include <stdio.h>

int main(void)
{
    printf("%d %d %d\n", (int)2.99, (int)-2.99, (int)0.5);
    long l = 1e15;
    unsigned char c = 200.7;
    printf("%ld %d\n", l, c);
    unsigned long u = 1.8e19;
    printf("%lu\n", u);
    int i = 7;
    i *= 1.5;
    printf("%d\n", i);
    i /= 0.5;
    printf("%d\n", i);
    printf("%ld\n", (long)(float)16777217);
    return 0;
}
