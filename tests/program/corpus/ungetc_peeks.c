#include <stdio.h>

int main(void)
{
    int c = getchar();
    ungetc(c, stdin);
    int n;
    scanf("%d", &n);
    printf("%c %d\n", c, n);
    ungetc('#', stdin);
    c = getchar();
    printf("%c %d\n", c, getchar());
    return 0;
}
