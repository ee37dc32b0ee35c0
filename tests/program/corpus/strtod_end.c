#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *end;
    double d = strtod("  3.5e2rest", &end);
    printf("%g [%s]\n", d, end);
    d = strtod("-.5.5", &end);
    printf("%g [%s]\n", d, end);
    d = strtod("none", &end);
    printf("%g [%s]\n", d, end);
    printf("%g\n", strtod("0x10", NULL));
    return 0;
}
