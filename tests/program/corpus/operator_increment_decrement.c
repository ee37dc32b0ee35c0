#include <stdio.h>

int main(void)
{
    int i = 5, j;
    j = i++; printf("%d %d\n", i, j);
    j = ++i; printf("%d %d\n", i, j);
    j = i--; printf("%d %d\n", i, j);
    j = --i; printf("%d %d\n", i, j);
    unsigned char c = 255;
    j = c++; printf("%d %d\n", c, j);
    long a[] = {1, 2, 3}, *p = a;
    ++p; printf("%ld\n", *p++);
    printf("%ld\n", *p--);
    printf("%ld\n", (*p)++);
    printf("%ld %ld\n", a[1], *--p);
    double d = 1.5; d++; printf("%g\n", d);
    return 0;
}
