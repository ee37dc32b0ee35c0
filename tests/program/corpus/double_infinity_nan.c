#include <stdio.h>
#include <math.h>

int main(void)
{
    double zero = 0, inf = 1 / zero, nan_ = inf - inf;
    printf("%f %f %d\n", inf, -inf, isinf(inf) != 0);
    printf("%d %d %d\n", nan_ == nan_, nan_ != nan_, isnan(nan_) != 0);
    printf("%d %d\n", inf > 1e308, -zero == zero);
    printf("%g %g\n", -zero, INFINITY);
    return 0;
}
