#include <stdio.h>

static void f(char c, short s, long l, double d, unsigned u)
{
    printf("%d %d %ld %g %u\n", c, s, l, d, u);
}
static char narrow(int x) { return x; }
static double half(int x) { return x / 2; }

int main(void)
{
    f(300, 70000, -1, 3, -1);
    f('a', 2.9, 1e3, 'b', 2.5f);
    printf("%d %g\n", narrow(513), half(5));
    return 0;
}
