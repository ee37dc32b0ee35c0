#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    printf("%d %d %d %d\n", atoi("42"), atoi("  -7x"), atoi("none"), atoi("+3"));
    printf("%ld %lld\n", atol("9999999999"), atoll("-9999999999"));
    printf("%g %g\n", atof("2.5e2"), atof("x"));
    return 0;
}
