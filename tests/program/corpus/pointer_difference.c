#include <stdio.h>
#include <stddef.h>

int main(void)
{
    long a[10];
    long *p = &a[2], *q = a + 7;
    ptrdiff_t d = q - p;
    printf("%td %td\n", d, p - q);
    printf("%td\n", (char *)q - (char *)p);
    printf("%d %d %d\n", p < q, p == &a[2], q - 5 == p);
    printf("%d\n", &a[10] - a == 10);
    printf("%d\n", (int)(&p[3] - &a[0]));
    return 0;
}
