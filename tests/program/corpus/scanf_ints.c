#include <stdio.h>

int main(void)
{
    int n, sum = 0, count = 0;
    while (scanf("%d", &n) == 1) {
        sum += n;
        count++;
    }
    printf("%d numbers, sum %d\n", count, sum);
    char rest[20];
    int r = scanf("%19s", rest);
    printf("%d %s\n", r, rest);
    r = scanf("%d", &n);
    printf("%d\n", r == EOF);
    return 0;
}
