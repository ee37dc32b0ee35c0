#include <stdio.h>
#include <string.h>

union word { unsigned int i; unsigned char bytes[4]; unsigned short half[2]; };

int main(void)
{
    union word w = {0x11223344};
    printf("%x %x %x\n", w.bytes[0], w.bytes[3], w.half[1]);
    w.bytes[1] = 0xff;
    printf("%x %zu\n", w.i, sizeof w);
    union { float f; unsigned u; } v = {.f = 1.0f};
    printf("%x\n", v.u);
    v.u = 0xc0200000;
    printf("%g\n", v.f);
    union word x = w;
    x.half[0] = 0;
    printf("%x %x\n", x.i, w.i);
    return 0;
}
