#include <stdio.h>

int main(void)
{
    unsigned x = 0;
    x |= 1u << 3 | 1u << 31;
    printf("%x\n", x);
    x &= ~(1u << 3);
    printf("%x\n", x);
    x ^= 0xffffffff;
    printf("%x\n", x);
    long address = 0x12345;
    printf("%lx %lx\n", address & ~0xfffL, address & 0xfff);
    int bits = 0;
    for (unsigned v = 0xf0f1; v; v &= v - 1)
        bits++;
    printf("%d\n", bits);
    return 0;
}
