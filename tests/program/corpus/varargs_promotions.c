#include <stdio.h>
#include <stdarg.h>

static void show(const char *types, ...)
{
    va_list ap;
    va_start(ap, types);
    for (; *types; types++)
        switch (*types) {
        case 'i': printf("%d ", va_arg(ap, int)); break;
        case 'd': printf("%g ", va_arg(ap, double)); break;
        case 'l': printf("%ld ", va_arg(ap, long)); break;
        case 's': printf("%s ", va_arg(ap, char *)); break;
        }
    va_end(ap);
    printf("\n");
}

int main(void)
{
    char c = -1; short s = 300; float f = 1.5f; _Bool b = 5;
    show("iidi", c, s, f, b);
    show("lsdil", 1L << 40, "text", 2.0, 'x', -1L);
    show("ddddddddddi", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11);
    return 0;
}
