#include <stdio.h>
#include <string.h>

int main(void)
{
    char a[] = "0123456789";
    memmove(a + 2, a, 5);
    printf("%s\n", a);
    char b[] = "0123456789";
    memmove(b, b + 3, 7);
    printf("%s\n", b);
    char c[11];
    printf("%d\n", memcpy(c, "0123456789", 11) == c);
    memcpy(c + 5, c, 5);
    printf("%s\n", c);
    int x[3] = {1, 2, 3}, y[3];
    memcpy(y, x, sizeof x);
    printf("%d\n", y[2]);
    return 0;
}
