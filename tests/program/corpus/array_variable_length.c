#include <stdio.h>

static int trace(int n, int m[n][n])
{
    int t = 0;
    for (int i = 0; i < n; i++) t += m[i][i];
    return t;
}

int main(void)
{
    for (int n = 1; n <= 3; n++) {
        int a[n];
        for (int i = 0; i < n; i++) a[i] = i * i;
        printf("%zu %d\n", sizeof a, a[n - 1]);
    }
    int n = 3, m[n][n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) m[i][j] = 10 * i + j;
    n = 100;                    /* the array stays as it is */
    printf("%zu %d\n", sizeof m, trace(3, m));
    return 0;
}
