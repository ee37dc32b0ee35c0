#include <stdio.h>

int main(void)
{
    int a = (1, 2, 3), b = 0;
    b = a++, a * 10;
    printf("%d %d\n", a, b);
    int c = (b = 5, b + 1);
    printf("%d %d\n", b, c);
    for (a = 0, b = 9; a < b; a++, b--) ;
    printf("%d %d\n", a, b);
    return 0;
}
