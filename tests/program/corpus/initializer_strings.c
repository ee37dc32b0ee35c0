#include <stdio.h>

int main(void)
{
    char a[] = "abc", b[3] = "abc", c[10] = "abc", d[] = {'x', 'y', 0};
    const char *p = "abc";
    printf("%zu %zu %zu %zu %zu\n", sizeof a, sizeof b, sizeof c, sizeof d, sizeof p);
    printf("%.3s %s\n", b, d);
    a[0] = 'A';                 /* an array is a copy of the literal */
    printf("%s %s\n", a, p);
    char e[] = {"braced"}, f[2][4] = {{"one"}, "two"};
    printf("%s %s\n", e, f[1]);
    return 0;
}
