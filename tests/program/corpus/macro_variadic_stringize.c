#include <stdio.h>

#define SHOW(...) printf("%s\n", #__VA_ARGS__)

int main(void)
{
    SHOW(a, b,   c);
    SHOW();
    SHOW(f(1, 2), "x");
    return 0;
}
