#include <stdio.h>

int main(void)
{
    printf("%d %d %d\n", 5 && 7, !5, !!5);
    printf("%d %d\n", 3 < 4, 4 < 3);
    printf("%zu\n", sizeof(1L < 2L));
    printf("%d\n", (3 > 2) + (2 > 1) + (1 > 2));
    printf("%d %d\n", !0.0, !"text");
    return 0;
}
