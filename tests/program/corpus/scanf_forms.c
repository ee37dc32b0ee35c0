/* sscanf: widths, sets, suppression, counts, hex, pointers, failures. */
#include <stdio.h>
#include <string.h>
int main(void)
{
    int a = -1, b = -1, n = -1;
    unsigned u;
    long l;
    char w[16] = "", s[16] = "", c = 0;
    float f;
    double d;
    printf("%d", sscanf("12 0x1f 077", "%d %i %i", &a, &b, &n));
    printf(" %d %d %d\n", a, b, n);
    printf("%d", sscanf("  word:rest", " %15[a-z]:%s", w, s));
    printf(" %s %s\n", w, s);
    printf("%d", sscanf("1234567890", "%3d%*2d%2d%n", &a, &b, &n));
    printf(" %d %d %d\n", a, b, n);
    printf("%d", sscanf("3.5e2 -1e-3", "%f%lf", &f, &d));
    printf(" %g %g\n", f, d);
    printf("%d", sscanf("ab c", "%c%*c %c", &c, w));
    printf(" %c %c\n", c, w[0]);
    printf("%d %d %d\n", sscanf("", "%d", &a), sscanf("x", "%d", &a), sscanf("5 x", "%d %d", &a, &b));
    printf("%d", sscanf("ff -ff", "%x %lx", &u, &l));
    printf(" %u %ld\n", u, l);
    printf("%d", sscanf("100%done", "%d%%%s", &a, s));
    printf(" %d %s\n", a, s);
    short h; signed char hh; long long ll; size_t z;
    printf("%d", sscanf("70000 300 9000000000 7", "%hd %hhd %lld %zu", &h, &hh, &ll, &z));
    printf(" %d %d %lld %zu\n", h, hh, ll, z);
    printf("%d", sscanf("key = some value ; end", "%15[^= ] = %15[^;]", w, s));
    printf(" '%s' '%s'\n", w, s);
    printf("%d", sscanf("]-x", "%[]-]%c", w, &c));
    printf(" %s %c\n", w, c);
    return 0;
}
