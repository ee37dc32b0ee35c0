#include <stdio.h>

static int one(void) { return 1; }
static int two(void) { return 2; }
static int (*choose(int n))(void) { return n == 1 ? one : two; }
static int values[3] = {7, 8, 9};
static int (*array(void))[3] { return &values; }

int main(void)
{
    int (*table[2])(void) = {one, two};
    int (*(*pointer)[2])(void) = &table;
    int (*(*chooser)(int))(void) = choose;
    char *(*words)[2] = &(char *[2]){"a", "b"};
    int unsigned long long const x = 5, *const y = &x;
    printf("%d %d %d\n", choose(2)(), (*pointer)[0](), chooser(1)());
    printf("%d %s %llu\n", (*array())[2], (*words)[1], *y);
    return 0;
}
