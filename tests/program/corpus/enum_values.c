#include <stdio.h>

enum colour { RED, GREEN = 5, BLUE, ALIAS = GREEN, NEGATIVE = -3, NEXT };
typedef enum { OFF, ON } state;

int main(void)
{
    enum colour c = BLUE;
    state s = ON;
    printf("%d %d %d %d %d %d\n", RED, GREEN, BLUE, ALIAS, NEGATIVE, NEXT);
    printf("%d %d %zu\n", c, s, sizeof c);
    c = 77;
    c++;
    printf("%d\n", c);
    enum { SIZE = 4 * 2 };
    int a[SIZE];
    printf("%zu\n", sizeof a);
    return 0;
}
