#include <stdio.h>
#include <stdbool.h>

int main(void)
{
    bool a = 256, b = 0.25, c = "x", d = (char)256;
    printf("%d %d %d %d\n", a, b, c, d);
    a++; a += 5;
    printf("%d %zu\n", a, sizeof a);
    b = !b;
    printf("%d %d\n", b, true + true);
    _Bool e = 2;
    e = e == 2;
    printf("%d\n", e);
    int flags = 6;
    bool set = flags & 4;
    printf("%d\n", set);
    return false;
}
