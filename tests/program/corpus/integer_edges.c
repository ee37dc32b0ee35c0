/* Promotions, conversions, shifts, overflow that wraps, comparisons of signed with unsigned. */
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
int main(void)
{
    unsigned char uc = 250; signed char sc = -3; unsigned short us = 65535; short s = -32768; unsigned u = 0; long l = -1;
    uc += 10; sc *= 50; us++; s--; u--; printf("%d %d %d %d %u\n", uc, sc, us, s, u);
    printf("%d %d %d %d\n", -1 < 0u, -1L < 0u, (short)-1 < (unsigned short)0, 'a' < -1);
    printf("%d %d %u %d\n", -7 / 2, -7 % 2, -7u / 2, 7 % -3);
    printf("%d %d %lx %x\n", -16 >> 2, 1 << 30, 1l << 40, ~0u >> 28);
    printf("%zu %zu %zu %zu\n", sizeof('a'), sizeof(1 ? 1 : 1L), sizeof((char)1 + (short)1), sizeof(1.0f * 2));
    printf("%" PRId8 " %" PRIu16 " %" PRIx32 " %" PRId64 " %" PRIuMAX "\n", (int8_t)200, (uint16_t)-1, (uint32_t)-1, INT64_MIN, UINTMAX_MAX);
    bool b = 0.1; b += 5; printf("%d %d %d\n", b, (bool)256, !b); b ^= 1; printf("%d\n", b);
    printf("%d %lld %llu\n", INT_MAX, LLONG_MIN, ULLONG_MAX);
    printf("%d %d %d\n", 0x7fffffff == 2147483647, 0xffffffff == -1, 0xffffffffffffffff == -1);
    printf("%d %d %d %d\n", '\x41', '\101', '\0', sizeof("\x41" "B") == 3);
    printf("%d %d\n", 'ab' == ('a' << 8 | 'b'), '\377' < 0);
    int i = 5; i = i++ + 0; printf("%d ", (i += 2, i <<= 3, i ^= 0xF, i %= 13)); printf("%d\n", i);
    long long big = 1; for (int k = 0; k < 70; k++) big = (long long)((unsigned long long)big * 3 + k); printf("%lld\n", big);
    printf("%u %u %d\n", (unsigned)l, (unsigned)(unsigned char)l, (int)(l >> 63));
    printf("%d %d\n", (int)3000000000u, (signed char)(unsigned char)200);
    printf("%d %d %d %d\n", 10 & 6 == 6, (10 & 6) == 2, 1 | 2 ^ 3 & 4, !0 << 3);
    printf("%lu %d\n", -sizeof(int) / 4 % 1000, (int)(-sizeof(int)));
    return 0;
}
