#include <stdio.h>

int main(void)
{
    printf("%x %X %#x %#X\n", 0xbeef, 0xbeef, 0xbeef, 0xbeef);
    printf("%08x %#010x %-8x|\n", 0x1f, 0x1f, 0x1f);
    printf("%lx %llx %hhx %hx\n", 0x123456789abcUL, ~0ULL, 0x1ff, 0x12345);
    printf("%#x %o %#o %#o\n", 0, 8, 8, 0);
    printf("%x\n", -1);
    printf("%02x%02x\n", 5, 0xab);
    return 0;
}
