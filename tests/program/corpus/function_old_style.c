#include <stdio.h>

int old();

int old(a, b)
    int a;
    char *b;
{
    return a + b[0];
}

main()
{
    printf("%d\n", old(1, "A"));
    return 0;
}
