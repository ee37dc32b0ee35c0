#include <stdio.h>

static int sum(int a[][3][4], int n)
{
    int s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 4; k++)
                s += a[i][j][k] * (i + 1);
    return s;
}

int main(void)
{
    int a[2][3][4] = {{{1, 2}, {3}}, {{[3] = 4}, {5, 6, 7, 8}}};
    printf("%d\n", sum(a, 2));
    printf("%d %d\n", a[1][0][3], a[0][2][2]);
    printf("%td\n", &a[1][1][1] - &a[0][0][0]);
    return 0;
}
