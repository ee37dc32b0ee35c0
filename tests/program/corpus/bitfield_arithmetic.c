#include <stdio.h>

struct s { unsigned a : 4; int b : 5; unsigned long c : 40; _Bool d : 1; };

int main(void)
{
    struct s s = {0};
    s.a -= 1;
    s.b = 15; s.b -= 20;
    s.c = 1UL << 39; s.c += s.c - 1;
    s.d = 8;
    printf("%u %d %lx %d\n", s.a, s.b, (unsigned long)s.c, s.d);
    printf("%d\n", s.a - 20 < 0);       /* a promotes to int */
    int assigned = (s.a = 18);          /* the value stored, not 18 */
    printf("%d\n", assigned);
    printf("%zu\n", sizeof s);
    return 0;
}
