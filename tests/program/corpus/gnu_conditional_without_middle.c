#include <stdio.h>

static int calls;
static int f(int x) { calls++; return x; }

int main(void)
{
    int r = f(7) ?: 9;
    printf("%d %d\n", r, calls);
    r = f(0) ?: 9;
    printf("%d %d\n", r, calls);
    return 0;
}
