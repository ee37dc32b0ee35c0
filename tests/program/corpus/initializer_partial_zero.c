#include <stdio.h>

struct s { int a; char b[4]; struct { long c, d; } in; };

int main(void)
{
    int a[5] = {1, 2};
    struct s s = {9}, t = {1, "xy", {3}};
    char c[6] = "ab";
    printf("%d %d %d\n", a[1], a[2], a[4]);
    printf("%d %d %ld\n", s.a, s.b[0], s.in.d);
    printf("%d %s %ld %ld\n", t.a, t.b, t.in.c, t.in.d);
    printf("%d %d\n", c[1], c[2] + c[5]);
    double d[3] = {0};
    printf("%g\n", d[2]);
    return 0;
}
