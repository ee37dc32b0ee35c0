#include <stdio.h>
#include <stdarg.h>

static int one(va_list *ap) { return va_arg(*ap, int); }

static int twice(int n, ...)
{
    va_list ap;
    va_start(ap, n);
    int s = 0;
    for (int i = 0; i < n; i++) s = s * 10 + one(&ap);
    va_end(ap);
    return s;
}

int main(void)
{
    printf("%d\n", twice(3, 4, 5, 6));
    return 0;
}
