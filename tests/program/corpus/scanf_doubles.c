#include <stdio.h>

int main(void)
{
    double d;
    float f;
    int n = scanf("%lf %f", &d, &f);
    printf("%d %g %g\n", n, d, f);
    while (scanf("%lf", &d) == 1)
        printf("%g\n", d);
    return 0;
}
