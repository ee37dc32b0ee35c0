#include <stdio.h>

static int moves;

static void hanoi(int n, char from, char to, char by)
{
    if (n == 0) return;
    hanoi(n - 1, from, by, to);
    moves++;
    if (n == 3) printf("%d: %c to %c\n", n, from, to);
    hanoi(n - 1, by, to, from);
}

int main(void)
{
    hanoi(5, 'A', 'C', 'B');
    printf("%d\n", moves);
    return 0;
}
