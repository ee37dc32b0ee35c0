#include <stdio.h>
#include <math.h>

int main(void)
{
    printf("%g %g %g\n", sqrt(2.25), pow(2, 10), fabs(-3.5));
    printf("%g %g %g %g\n", floor(-1.5), ceil(-1.5), round(2.5), trunc(-2.7));
    printf("%g %.6f %.6f\n", fmod(7.5, 2), sin(1), exp(1));
    printf("%.6f %g\n", log(10), log2(8));
    return 0;
}
