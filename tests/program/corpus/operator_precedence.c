#include <stdio.h>

int main(void)
{
    printf("%d\n", 2 + 3 * 4 - 10 / 3 % 2);
    printf("%d\n", 1 << 2 + 1);
    printf("%d\n", 6 & 3 == 3);
    printf("%d\n", 1 | 6 ^ 3 & 5);
    printf("%d\n", !1 == 0);
    printf("%d\n", 5 > 3 > 1);
    printf("%d\n", -2 * -3);
    printf("%d\n", ~1 + 2);
    printf("%d\n", 1 || 0 && 0);
    printf("%d\n", 10 - 4 - 3);
    printf("%d\n", 100 / 10 / 5);
    printf("%d\n", 1 ? 2 : 0 ? 3 : 4);
    int a[] = {10, 20}, *p = a;
    int x = *p++;
    printf("%d %d\n", x, *p);
    x = ++*p;
    printf("%d %d\n", x, a[1]);
    return 0;
}
