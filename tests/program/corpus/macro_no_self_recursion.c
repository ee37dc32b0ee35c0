#include <stdio.h>

int value = 1;
#define value (value + 10)

static int f(int x) { return x + 1; }
#define f(x) f((x) * 2)

int main(void)
{
    printf("%d\n", value);
    printf("%d\n", f(3));
    printf("%d\n", f(f(1)));
    return 0;
}
