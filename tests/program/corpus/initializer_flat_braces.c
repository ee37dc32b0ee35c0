#include <stdio.h>

struct pair { int a, b; };

int main(void)
{
    int m[2][3] = {1, 2, 3, 4};
    printf("%d %d %d\n", m[0][2], m[1][0], m[1][1]);
    struct pair p[2] = {1, 2, 3};
    printf("%d %d\n", p[1].a, p[1].b);
    struct { struct pair p; int c[2]; } n = {5, 6, 7, 8};
    printf("%d %d %d %d\n", n.p.a, n.p.b, n.c[0], n.c[1]);
    int scalar = {42};
    printf("%d\n", scalar);
    return 0;
}
