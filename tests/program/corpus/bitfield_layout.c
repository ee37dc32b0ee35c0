#include <stdio.h>
#include <string.h>

struct bits { unsigned char a : 3, b : 5; unsigned short c : 9; unsigned : 0; unsigned char d : 1; };

int main(void)
{
    struct bits s;
    memset(&s, 0, sizeof s);
    s.a = 5; s.b = 1; s.c = 0x101; s.d = 1;
    unsigned char bytes[sizeof s];
    memcpy(bytes, &s, sizeof s);
    for (unsigned i = 0; i < sizeof s; i++) printf("%02x ", bytes[i]);
    printf("%zu\n", sizeof s);
    return 0;
}
