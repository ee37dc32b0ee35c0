#include <stdio.h>
#include <limits.h>
#include <stdint.h>

int main(void)
{
    printf("%d %d %d %d\n", CHAR_BIT, SCHAR_MIN, CHAR_MAX, UCHAR_MAX);
    printf("%d %d %d\n", SHRT_MIN, SHRT_MAX, USHRT_MAX);
    printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
    printf("%ld %ld %lu\n", LONG_MIN, LONG_MAX, ULONG_MAX);
    printf("%d %u %ld %lu\n", INT8_MIN, UINT32_MAX, INT64_MAX, (unsigned long)SIZE_MAX);
    return 0;
}
