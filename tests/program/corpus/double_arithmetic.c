#include <stdio.h>

static double average(const double *a, int n)
{
    double s = 0;
    for (int i = 0; i < n; i++) s += a[i];
    return s / n;
}

int main(void)
{
    double a[] = {1, 2.5, -4e1, .5};
    printf("%g\n", average(a, 4));
    printf("%g %g\n", -a[2], a[0] - a[1] * 2);
    double x = 1;
    for (int i = 0; i < 20; i++) x = (x + 2 / x) / 2;
    printf("%.15f\n", x);
    int t = a[1] && !0.0;
    printf("%d %g\n", t, t ? a[3] : 1);
    return 0;
}
