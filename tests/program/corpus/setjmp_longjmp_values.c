#include <setjmp.h>
#include <stdio.h>

static jmp_buf place;
static void deep(int n, int value)
{
    if (n == 0) longjmp(place, value);
    deep(n - 1, value);
}

int main(void)
{
    volatile int rounds = 0;
    int r = setjmp(place);
    rounds++;
    printf("%d %d\n", rounds, r);
    if (r == 0) deep(5, 7);
    if (r == 7) deep(1, 0);     /* 0 becomes 1 */
    printf("end\n");
    return 0;
}
