#include <stdio.h>
#include <float.h>

int main(void)
{
    printf("%g %g %g %g\n", 1., .5, 1e3, 2.5E-3);
    printf("%g %g\n", 0x1p4, 0x.8p1);
    printf("%zu %zu\n", sizeof 1.0, sizeof 1.0f);
    printf("%g %g %g\n", DBL_MAX, DBL_EPSILON, FLT_MAX);
    printf("%d %d\n", DBL_DIG, FLT_DIG);
    return 0;
}
