#include <stdio.h>
#include <stdarg.h>

struct point { int x, y; };
struct wide { long a[4]; };

static long total(int n, ...)
{
    va_list ap;
    va_start(ap, n);
    struct point p = va_arg(ap, struct point);
    struct wide w = va_arg(ap, struct wide);
    int last = va_arg(ap, int);
    va_end(ap);
    return p.x * 1000 + p.y * 100 + w.a[3] * 10 + last;
}

int main(void)
{
    printf("%ld\n", total(3, (struct point){1, 2}, (struct wide){{0, 0, 0, 3}}, 4));
    return 0;
}
