#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    printf("%d %ld %lld\n", abs(-5), labs(-5000000000L), llabs(7));
    div_t d = div(-17, 5);
    ldiv_t l = ldiv(17000000000L, 7);
    printf("%d %d %ld %ld\n", d.quot, d.rem, l.quot, l.rem);
    return 0;
}
