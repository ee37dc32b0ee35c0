#include <stdio.h>

int main(void)
{
    printf("%.17g %.17g\n", 0.1, 0.1 + 0.2);
    printf("%.20f\n", 0.1);
    printf("%.1f %.1f %.1f %.0f %.0f\n", 0.25, 0.35, 0.45, 0.5, 1.5);
    printf("%f\n", 1e22);
    printf("%#.0f %#g\n", 3.0, 3.0);
    printf("%a\n", 1.0);
    return 0;
}
