#include <stdio.h>

#define HEADER "conditional_small.h"
#include HEADER
#define SYSTEM <limits.h>
#include SYSTEM

int main(void)
{
    printf("%d %d\n", BUFFER, CHAR_BIT);
    return 0;
}
