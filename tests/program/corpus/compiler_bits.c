/* The compiler's own functions on bits, called without any declaration. */
#include <stdio.h>

int main(void)
{
    unsigned int word = 0xF0F0, top = 0x80000000u;
    unsigned long wide = 0xF0F0F0F000000000ul;
    printf("popcount %d %d %d\n", __builtin_popcount(word), __builtin_popcountl(wide), __builtin_popcountll(~0ull));
    printf("of a negative int %d\n", __builtin_popcount(-1));
    printf("ctz %d %d %d\n", __builtin_ctz(word), __builtin_ctzl(wide), __builtin_ctzll(1ull << 63));
    printf("clz %d %d %d %d\n", __builtin_clz(word), __builtin_clzl(1), __builtin_clzll(wide), __builtin_clz(top));
    printf("ffs %d %d %d %d\n", __builtin_ffs(0), __builtin_ffs(12), __builtin_ffsl(1l << 40), __builtin_ffsll(0));
    printf("parity %d %d\n", __builtin_parity(7), __builtin_parityl(wide));
    printf("swapped %x %x %lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678), (unsigned long)__builtin_bswap64(0x0123456789abcdeful));
    if (__builtin_expect(word == 1, 0))
        printf("not likely\n");
    else
        printf("expected %ld\n", __builtin_expect(-5L, 1));
    return 0;
}
