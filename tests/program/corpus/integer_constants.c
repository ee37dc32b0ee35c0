#include <stdio.h>

int main(void)
{
    printf("%d %d %d\n", 0x1F, 017, 0);
    printf("%zu %zu %zu\n", sizeof 1, sizeof 1L, sizeof 2147483648);
    printf("%zu %zu\n", sizeof 0x80000000, sizeof 1ull);
    printf("%d\n", 0xffffffff == -1);
    printf("%d\n", 4294967295 == -1);
    printf("%d\n", -2147483648 < 0);
    printf("%lu\n", 0xffffffffffffffff);
    printf("%d\n", 2147483647 + 1u == 2147483648u);
    return 0;
}
