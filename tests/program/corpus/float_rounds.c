#include <stdio.h>

int main(void)
{
    float f = 0.1;
    double d = f;
    printf("%.10f %.10f\n", f, 0.1);
    printf("%d %zu %zu %zu\n", d == 0.1, sizeof f, sizeof(f * 2), sizeof(f * 2.0));
    f = 16777216.0f;
    f += 1.0f;
    printf("%.1f\n", f);
    f = 1.0f / 3;
    printf("%.9f %.9f\n", f, f * 3.0f);
    float sum = 0;
    for (int i = 0; i < 10; i++) sum += 0.1f;
    printf("%.8f\n", sum);
    return 0;
}
