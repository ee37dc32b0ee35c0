#include <stdio.h>

static void set(const char **where, const char *what) { *where = what; }

int main(void)
{
    const char *s = "before";
    set(&s, "after");
    printf("%s\n", s);
    int x = 1, y = 2, *p = &x, **pp = &p;
    **pp = 10;
    *pp = &y;
    **pp = 20;
    printf("%d %d %d\n", x, y, *p);
    int ***ppp = &pp;
    printf("%d\n", ***ppp);
    return 0;
}
