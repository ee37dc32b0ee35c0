#include <stdio.h>

#define VERSION 3
#define LIMIT (1 << 4)

int main(void)
{
#if VERSION * 2 > 5 && LIMIT == 16
    printf("one\n");
#else
    printf("wrong\n");
#endif
#if UNKNOWN
    printf("wrong\n");
#elif UNKNOWN == 0 && 7 % 4 == 3
    printf("two\n");
#endif
#if (VERSION > 2 ? 0x10 : 0) - 020
    printf("wrong\n");
#else
    printf("three\n");
#endif
#if 'A' == 65 && ~0 == -1 && !0
    printf("four\n");
#endif
#if -1 < 0u
    printf("wrong\n");
#else
    printf("five\n");
#endif
    return 0;
}
