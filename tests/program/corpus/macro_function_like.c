#include <stdio.h>

#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SQUARE(x) ((x) * (x))
#define ZERO() 0

int main(void)
{
    printf("%d %d\n", MAX(3, 7), MAX(2 + 2, 1));
    printf("%d %d\n", SQUARE(1 + 2), SQUARE(MAX(4, 5)));
    printf("%d\n", MAX(MAX(1, 9), MAX(8, 2)));
    printf("%d\n", ZERO());
    return 0;
}
