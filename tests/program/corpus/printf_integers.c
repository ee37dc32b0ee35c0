#include <stdio.h>

int main(void)
{
    printf("%d %i %u %ld %lu %lld\n", -5, 6, 4000000000u, -1L, ~0UL, 1LL << 62);
    printf("%hd %hhd %hu\n", 70000, 300, 70000);
    printf("%zu %zd %td %jd\n", sizeof(int), (ssize_t)-2, (long)6, (long)9);
    printf("%d%%\n", 50);
    return 0;
}
