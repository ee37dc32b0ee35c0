#include <stdio.h>

static const char *f(int a, int b)
{
    if (a)
        if (b) return "both";
        else return "a only";
    return "not a";
}

int main(void)
{
    printf("%s, %s, %s\n", f(1, 1), f(1, 0), f(0, 1));
    if (0.1) printf("0.1 is true\n");
    if ("") printf("a pointer is true\n");
    if ('\0') printf("wrong\n");
    return 0;
}
