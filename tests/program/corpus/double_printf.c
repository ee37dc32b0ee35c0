#include <stdio.h>

int main(void)
{
    printf("%f %.2f %.0f %10.3f|%-10.1f|\n", 3.14159, 2.005, 2.5, -1.5, 9.96);
    printf("%e %.2e %E\n", 12345.678, 0.00012, 1.0);
    printf("%g %g %g %g %g\n", 100000.0, 1000000.0, 0.0001, 0.00001, 1.5);
    printf("%+f % f %08.2f\n", 1.0, 1.0, -3.14159);
    printf("%lf %G\n", 0.1, 1e-10);
    return 0;
}
