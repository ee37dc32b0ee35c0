#include <stdio.h>
#include <stdarg.h>

static void log_line(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    printf("log: ");
    vprintf(format, ap);
    va_end(ap);
}

static int make(char *b, size_t n, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int r = vsnprintf(b, n, format, ap);
    va_end(ap);
    return r;
}

int main(void)
{
    log_line("%d %s %.1f\n", 5, "five", 5.0);
    char b[8];
    int n = make(b, sizeof b, "%s-%d", "number", 12345);
    printf("%d %s\n", n, b);
    return 0;
}
