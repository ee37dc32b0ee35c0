#include <stdio.h>

int main(void)
{
    int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
    int (*row)[3] = a;
    printf("%d %d\n", (*row)[2], row[1][0]);
    row++;
    printf("%d\n", **row);
    int (*all)[2][3] = &a;
    printf("%d %zu %zu\n", (*all)[1][2], sizeof *all, sizeof *row);
    int *entries[3] = {&a[0][0], a[1], *a + 2};
    printf("%d %d %d\n", *entries[0], entries[1][1], *entries[2]);
    return 0;
}
