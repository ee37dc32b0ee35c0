#include <stdio.h>

int main(void)
{
    int m[3][4], n = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            m[i][j] = n++;
    printf("%d %d\n", m[2][3], m[1][0]);
    int *flat = &m[0][0];
    printf("%d\n", flat[1 * 4 + 2]);
    printf("%zu %zu %zu\n", sizeof m, sizeof m[0], sizeof m[0][0]);
    int sum = 0;
    for (int j = 0; j < 4; j++)
        sum += m[1][j];
    printf("%d\n", sum);
    char names[2][8] = {"one", "three"};
    printf("%s %s %d\n", names[0], names[1], names[0][5]);
    return 0;
}
