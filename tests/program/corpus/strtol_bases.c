#include <stdio.h>
#include <stdlib.h>
#include <errno.h>
#include <limits.h>

int main(void)
{
    char *end;
    printf("%ld %ld %ld\n", strtol("ff", NULL, 16), strtol("0x1F", NULL, 0), strtol("017", NULL, 0));
    printf("%ld %ld\n", strtol("1011", NULL, 2), strtol("zz", NULL, 36));
    long v = strtol("  -12abc", &end, 10);
    printf("%ld [%s]\n", v, end);
    const char *none = "abc";
    v = strtol(none, &end, 10);
    printf("%ld %d\n", v, end == none);
    errno = 0;
    v = strtol("99999999999999999999", NULL, 10);
    printf("%d %d\n", v == LONG_MAX, errno == ERANGE);
    printf("%lu %llu\n", strtoul("4294967296", NULL, 10), strtoull("-1", NULL, 10));
    return 0;
}
