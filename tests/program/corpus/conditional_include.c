#include <stdio.h>

#define WANT_SMALL
#ifdef WANT_SMALL
#include "conditional_small.h"
#else
#include "conditional_large.h"
#endif

int main(void)
{
    printf("%d %s\n", BUFFER, buffer_name());
    return 0;
}
