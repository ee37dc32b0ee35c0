#include <stdio.h>

int main(void)
{
#if 0
    printf("skipped: it's not even a token\n");
    #error never reached
    #if 1
    #else
    #endif
#endif
#if 1
    printf("kept\n");
#else
    #include "no_such_file.h"
#endif
    return 0;
}
