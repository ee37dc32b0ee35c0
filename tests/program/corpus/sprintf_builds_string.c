#include <stdio.h>

int main(void)
{
    char b[64];
    int n = 0;
    for (int i = 1; i <= 4; i++)
        n += sprintf(b + n, "%d%s", i * i, i < 4 ? ", " : ".");
    printf("%s %d\n", b, n);
    return 0;
}
