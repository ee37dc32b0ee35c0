#include <stdio.h>
#include <stdarg.h>

static double mean(int n, ...)
{
    va_list a, b;
    va_start(a, n);
    va_copy(b, a);
    double s = 0, deviation = 0;
    for (int i = 0; i < n; i++) s += va_arg(a, double);
    for (int i = 0; i < n; i++) { double d = va_arg(b, double) - s / n; deviation += d * d; }
    va_end(a);
    va_end(b);
    printf("%g ", deviation);
    return s / n;
}

int main(void)
{
    double m = mean(4, 1.0, 2.0, 3.0, 6.0);
    printf("%g\n", m);
    return 0;
}
