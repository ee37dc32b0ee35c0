#include <stdio.h>

struct point { int x, y; };
static int sum(struct point p) { return p.x + p.y; }
static int total(const int *a, int n) { int t = 0; while (n--) t += *a++; return t; }

int main(void)
{
    printf("%d\n", sum((struct point){3, 4}));
    printf("%d\n", total((int[]){1, 2, 3}, 3));
    struct point *p = &(struct point){.y = 9};
    p->x = 1;
    printf("%d %d\n", p->x, p->y);
    struct point q;
    q = (struct point){p->y, p->x};
    printf("%d %d %d\n", q.x, q.y, (int){5});
    char *s = (char[]){"text"};
    s[0] = 'T';
    printf("%s\n", s);
    return 0;
}
