/* Variable-length arrays as parameters, two-dimensional, in loops, sizeof at run time. */
#include <stdio.h>
#include <stdlib.h>
static long trace(int n, int m[n][n])
{
    long t = 0;
    for (int i = 0; i < n; i++) t += m[i][i];
    return t;
}
static void transpose(int r, int c, const int from[static r][c], int to[c][r])
{
    for (int i = 0; i < r; i++)
        for (int j = 0; j < c; j++) to[j][i] = from[i][j];
}
static size_t rows(int n) { char a[n + 1][3 * n]; return sizeof a / sizeof a[0] + sizeof(char[n]); }
int main(void)
{
    long all = 0;
    for (int n = 1; n < 6; n++) {
        int m[n][n], t[n][n];
        for (int i = 0; i < n * n; i++) *(*m + i) = i * n;
        transpose(n, n, m, t);
        all += trace(n, m) + t[0][n - 1] - m[n - 1][0];
        printf("%zu %zu %ld %zu\n", sizeof m, sizeof m[0], all, rows(n));
        if (n == 3) continue;
        int (*p)[n] = &m[n - 1];
        printf("  %d %d %td\n", (*p)[n - 1], p[0][0], (char *)(p + 1) - (char *)p);
    }
    int n = 4;
    int (*heap)[n] = malloc(sizeof(int[3][n]));
    n = 9;
    heap[2][3] = 7;
    printf("%zu %d\n", sizeof *heap, *((int *)heap + 11));
    free(heap);
    goto end;
end:
    return 0;
}
