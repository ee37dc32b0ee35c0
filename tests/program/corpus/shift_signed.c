#include <stdio.h>

int main(void)
{
    int n = -16;
    printf("%d %d\n", n >> 2, -1 >> 31);
    unsigned u = n;
    printf("%u\n", u >> 28);
    printf("%ld\n", 1L << 40);
    printf("%lx\n", ~0UL >> 4);
    unsigned char c = 0x80;
    printf("%d\n", c << 1);         /* promoted: not cut to 8 bits */
    printf("%d\n", (unsigned char)(c << 1));
    return 0;
}
