#include <stdio.h>

static size_t length(const char *s)
{
    const char *end = s;
    while (*end) end++;
    return end - s;
}

int main(void)
{
    char text[] = "page";
    char *const fixed = text;
    const char *moving = text;
    fixed[0] = 'P';
    moving++;
    printf("%s %s %zu\n", fixed, moving, length(text));
    const int limit = 3;
    volatile int v = limit;
    v++;
    printf("%d\n", v);
    return 0;
}
