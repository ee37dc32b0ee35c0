#include <stdio.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}
static int descending(const void *a, const void *b) { return ascending(b, a); }

int main(void)
{
    int a[] = {5, -2, 9, 0, 7, 3, 3, 11};
    int n = sizeof a / sizeof *a;
    qsort(a, n, sizeof *a, ascending);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    qsort(a, n, sizeof *a, descending);
    printf("| %d %d\n", a[0], a[n - 1]);
    return 0;
}
