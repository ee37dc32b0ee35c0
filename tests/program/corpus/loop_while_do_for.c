#include <stdio.h>

int main(void)
{
    int i = 5, rounds = 0;
    while (i > 5) { i--; rounds++; }
    do { i--; rounds++; } while (i > 5);
    printf("%d %d\n", i, rounds);
    for (; i < 8; )
        i += 3;
    for (int a = 0, b = 10; a < b; a++, b--)
        rounds += b - a;
    for (;;)
        if (++rounds % 7 == 0)
            break;
    printf("%d %d\n", i, rounds);
    return 0;
}
