#include <stdio.h>

#define FIRST(a, b) a
#define SECOND(a, b) b
static int sum(int a, int b) { return a + b; }

int main(void)
{
    printf("%d\n", FIRST(sum(1, 2), 9));
    printf("%d\n", SECOND((1, 2), (3, 4)));
    printf("%s\n", FIRST("a,b", "c"));
    printf("%c\n", FIRST(',', ')'));
    return 0;
}
