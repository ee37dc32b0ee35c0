#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    srand(7);
    int a = rand();
    int b = rand();
    srand(7);
    int c = rand();
    int d = rand();
    printf("%d %d %d\n", a == c, b == d, a != b);
    printf("%d\n", a >= 0 && a <= RAND_MAX && RAND_MAX == 2147483647);
    return 0;
}
