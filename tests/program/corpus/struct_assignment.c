#include <stdio.h>

struct in { int x[3]; };
struct out { struct in i; double d; };

int main(void)
{
    struct out a = {{{1, 2, 3}}, 0.5}, b, c[2];
    b = a;
    b.i.x[1] = 20;
    c[1] = c[0] = b;
    struct out *p = &c[1];
    p->i = a.i;
    printf("%d %d %d %d %g\n", a.i.x[1], b.i.x[1], c[0].i.x[1], c[1].i.x[1], p->d);
    struct in *q = &p->i;
    *q = (struct in){{7, 8, 9}};
    printf("%d %d\n", c[1].i.x[2], (*p).i.x[0]);
    return 0;
}
