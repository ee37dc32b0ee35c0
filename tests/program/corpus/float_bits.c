/* Unions, bit-fields and the bits of floating numbers; long double; conversions at the edges. */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

union single {
    float f;
    uint32_t u;
    struct { uint32_t mantissa : 23, exponent : 8, sign : 1; } part;
    unsigned char bytes[4];
};

static void show(float f)
{
    union single s = {.f = f};
    printf("%-13g %08x %u %3u %06x %02x\n", f, s.u, s.part.sign, s.part.exponent, s.part.mantissa, s.bytes[3]);
}

struct flags { signed int a : 3; unsigned b : 5; _Bool c : 1; unsigned : 0; long long d : 40; };

int main(void)
{
    float given[] = {0.f, -0.f, 1.f, -2.5f, 1e-40f, FLT_MAX, 3.14159265f, INFINITY};
    for (unsigned i = 0; i < sizeof given / sizeof *given; i++)
        show(given[i]);
    double d = 0.1 + 0.2;
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    printf("%.17g %016llx %d\n", d, (unsigned long long)bits, d == 0.3);
    printf("%e %E %g %G %.0f %5.2f|%-8.3f|%+08.2f\n", d, 1e100, 1e-5, 1e-5, 2.5, 3.14159, 2.0, -1.5);
    printf("%Lf %.3Le\n", 1.5L, 12345.678L);
    printf("%f %f %f\n", INFINITY, -INFINITY, NAN);
    printf("%d %d %u\n", (int)-3.99, (int)3.99f, (unsigned)4e9);
    printf("%d %d %d\n", (char)200, (short)70000, (unsigned char)-1);
    printf("%ld %lu\n", LONG_MAX + 0L, (unsigned long)LONG_MIN);
    struct flags f = {3, 31, 1, -1};
    f.a++;
    f.b += 2;
    f.c = 6;
    f.d = 1LL << 38;
    printf("%d %u %d %lld %zu\n", f.a, f.b, f.c, (long long)f.d, sizeof f);
    printf("%.6f %.6f %.6f %.3f\n", sqrt(2), pow(2, .5), exp(1), fmod(7.5, 2));
    printf("%g %g %g %ld\n", floor(-1.5), ceil(-1.5), round(2.5), lround(-2.5));
    printf("%a %a\n", 1.0, 0.15625);
    printf("%.10g %.10g\n", (double)FLT_EPSILON, DBL_EPSILON);
    printf("%d\n", 1 / 3 * 3 == 0 && 1 / 3. * 3 == 1);
    return 0;
}
