#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    int *a = NULL, capacity = 0, n = 0;
    for (int i = 0; i < 1000; i++) {
        if (n == capacity) {
            capacity = capacity ? 2 * capacity : 1;
            a = realloc(a, capacity * sizeof *a);
        }
        a[n++] = i * 3;
    }
    int bad = 0;
    for (int i = 0; i < 1000; i++) bad += a[i] != i * 3;
    printf("%d %d\n", bad, capacity);
    a = realloc(a, 10 * sizeof *a);
    printf("%d\n", a[9]);
    free(a);
    return 0;
}
