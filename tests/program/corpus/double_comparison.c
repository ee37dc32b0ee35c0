#include <stdio.h>

int main(void)
{
    double a = 0.1 + 0.2;
    printf("%d %d\n", a == 0.3, 0.5 + 0.25 == 0.75);
    float f = 0.1f;
    printf("%d %d\n", f == 0.1, f == 0.1f);
    printf("%d\n", 1e16 + 1 == 1e16);
    printf("%d\n", (a > 0.3) + (a < 0.31));
    return 0;
}
