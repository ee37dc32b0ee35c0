#include <stdio.h>

struct point { int x, y; const char *name; };

int main(void)
{
    int a[8] = {[2] = 5, 6, [6] = 9, [0] = 1};
    for (int i = 0; i < 8; i++) printf("%d ", a[i]);
    printf("\n");
    struct point p = {.name = "p", .x = 3};
    printf("%d %d %s\n", p.x, p.y, p.name);
    struct point q[] = {[1] = {.y = 2}, [0].x = 7};
    printf("%zu %d %d\n", sizeof q / sizeof q[0], q[0].x, q[1].y);
    int r[] = {1, 2, [1] = 3, 4};
    printf("%zu %d %d %d\n", sizeof r / sizeof *r, r[0], r[1], r[2]);
    return 0;
}
