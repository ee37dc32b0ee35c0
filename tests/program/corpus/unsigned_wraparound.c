#include <stdio.h>
#include <limits.h>

int main(void)
{
    unsigned u = 0;
    u--;
    printf("%u %d\n", u, u == UINT_MAX);
    u += 2;
    printf("%u\n", u);
    unsigned long l = ULONG_MAX;
    printf("%lu\n", l * l);
    unsigned short s = 65535;
    s++;
    printf("%d\n", s);
    printf("%u\n", 3u - 5u);
    printf("%u\n", -1u / 2);
    return 0;
}
