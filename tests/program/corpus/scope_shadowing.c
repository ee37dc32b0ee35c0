#include <stdio.h>

int x = 1;
static int get(void) { return x; }

int main(void)
{
    int x = 2;
    {
        int x = 3;
        printf("%d ", x);
        x = 30;
    }
    printf("%d %d ", x, get());
    struct x { int x; } s = {4};
    goto x;
x:
    printf("%d\n", s.x);
    return 0;
}
