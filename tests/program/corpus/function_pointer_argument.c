#include <stdio.h>

static void each(int *a, int n, void f(int *)) { for (int i = 0; i < n; i++) f(a + i); }
static void twice(int *x) { *x *= 2; }
static void show(int *x) { printf("%d ", *x); }

int main(void)
{
    int a[] = {1, 2, 3};
    each(a, 3, twice);
    each(a, 3, &show);
    printf("\n");
    return 0;
}
