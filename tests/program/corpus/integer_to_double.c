#include <stdio.h>

int main(void)
{
    printf("%.1f %.1f\n", (double)7, (double)-7L);
    printf("%.1f\n", (double)~0UL);
    printf("%.0f\n", (double)9007199254740993L);
    printf("%.0f\n", (double)(float)123456789);
    printf("%g %g\n", 1 / 2 + 0.0, 1 / 2.0);
    printf("%g\n", 'a' + 0.5);
    printf("%g\n", 3000000000u * 1.0);
    return 0;
}
