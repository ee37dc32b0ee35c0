#include <stdio.h>

static int add(int a, int b) { return a + b; }
#define add(a, b) (100 + (a) + (b))

int main(void)
{
    int (*function)(int, int) = add;    /* no parenthesis: not the macro */
    printf("%d %d %d\n", add(1, 2), (add)(1, 2), function(1, 2));
    printf("%d\n", add
        (5,
         6));
    return 0;
}
