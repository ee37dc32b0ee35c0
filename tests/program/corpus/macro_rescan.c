#include <stdio.h>

#define A B
#define B C
#define C 7
#define CALL(f) f(2)
#define TWICE(x) ((x) * 2)
#define LP (
#define NOT_CALLED TWICE

int main(void)
{
    int x = A;
    printf("%d %d\n", x, CALL(TWICE));
    printf("%d\n", NOT_CALLED(21));
    return 0;
}
