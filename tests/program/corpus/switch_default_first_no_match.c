#include <stdio.h>

static int f(int x)
{
    switch (x) {
    default: return -1;
    case 'a': return 1;
    case -5: return 2;
    case 1 << 10: return 3;
    }
}

int main(void)
{
    printf("%d %d %d %d\n", f(97), f(-5), f(1024), f(0));
    switch (9) { case 1: printf("wrong\n"); }
    switch (3)
        case 3: printf("no braces\n");
    return 0;
}
