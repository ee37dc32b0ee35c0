#include <stdio.h>

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }

static const struct { char sign; int (*f)(int, int); } table[] = {
    {'+', add}, {'-', &sub}, {'*', mul},
};

int main(void)
{
    for (int i = 0; i < 3; i++)
        printf("7 %c 3 = %d\n", table[i].sign, table[i].f(7, 3));
    int (*f)(int, int) = table[1].f;
    printf("%d %d %d\n", (*f)(1, 2), (****f)(5, 1), f == sub);
    return 0;
}
