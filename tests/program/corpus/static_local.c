#include <stdio.h>

static int next(void)
{
    static int n = 10;
    return n++;
}
static int *slot(int i)
{
    static int slots[3];
    return &slots[i];
}

int main(void)
{
    printf("%d ", next());
    printf("%d ", next());
    printf("%d\n", next());
    *slot(1) = 5;
    *slot(1) += 2;
    printf("%d %d\n", *slot(1), *slot(2));
    return 0;
}
