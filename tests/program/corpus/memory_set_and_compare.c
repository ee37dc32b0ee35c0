#include <stdio.h>
#include <string.h>

int main(void)
{
    char a[8];
    memset(a, 'x', 7);
    a[7] = '\0';
    memset(a + 2, '-', 2);
    printf("%s\n", a);
    int n;
    memset(&n, 0x01, sizeof n);
    printf("%x\n", n);
    memset(&n, -1, sizeof n);
    printf("%d\n", n);
    printf("%d %d\n", memcmp("abc", "abd", 2), memcmp("b", "a", 1) > 0);
    printf("%d\n", memcmp("x", "y", 0));
    return 0;
}
