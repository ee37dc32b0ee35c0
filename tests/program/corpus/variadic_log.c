/* A logger: variadic macros, va_copy, vsnprintf, __func__ and __LINE__, a weak sprintf of its own. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum level { DEBUG, INFO, ERROR };
static enum level threshold = INFO;

#define LOG(level, ...) log_at(level, __func__, __VA_ARGS__)
#define INFO_(format, args...) LOG(INFO, format, ##args)
#define CHECK(c) ((c) ? (void)0 : LOG(ERROR, "failed: %s", #c))
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))

static void __attribute__((format(printf, 3, 4))) log_at(enum level level, const char *where, const char *format, ...)
{
    if (level < threshold)
        return;
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, list);
    char *text = malloc(n + 1);
    vsnprintf(text, n + 1, format, again);
    va_end(again);
    va_end(list);
    printf("[%c] %s: %s (%d)\n", "DIE"[level], where, text, n);
    free(text);
}

static double average(int n, ...)
{
    va_list list;
    double sum = 0;
    va_start(list, n);
    for (int i = 0; i < n; i++)
        sum += i % 2 ? va_arg(list, double) : va_arg(list, int);
    va_end(list);
    return n ? sum / n : 0;
}

struct pair { long a; char b; };
static long mixed(const char *kinds, ...)
{
    long sum = 0;
    va_list list;
    va_start(list, kinds);
    for (; *kinds; kinds++)
        switch (*kinds) {
        case 'i': sum += va_arg(list, int); break;
        case 'l': sum += va_arg(list, long); break;
        case 'd': sum += (long)va_arg(list, double); break;
        case 's': sum += strlen(va_arg(list, char *)); break;
        case 'p': { struct pair p = va_arg(list, struct pair); sum += p.a * p.b; } break;
        case 'c': sum += va_arg(list, int) == 'x'; break;
        }
    va_end(list);
    return sum;
}

int main(void)
{
    LOG(DEBUG, "not seen %d", 1);
    LOG(ERROR, "%s at %5.1f%%", "full", 99.55);
    INFO_("no arguments");
    INFO_("%d argument", 1);
    CHECK(1 + 1 == 2);
    CHECK(threshold == DEBUG);
    printf("%s %s %d\n", STR(COUNT(1)), XSTR(CAT(12, 34)), CAT(0x, 1F));
    printf("%zu %zu\n", COUNT(1), COUNT(1, 2, 3, 4));
    printf("%.3f %.3f\n", average(4, 1, 2.5, 3, 4.5), average(0));
    printf("%ld\n", mixed("ildspci", 1, 20L, 300.7, "four", (struct pair){50, 3}, 'x', -1));
    return __LINE__ > 50 ? 0 : 1;
}
