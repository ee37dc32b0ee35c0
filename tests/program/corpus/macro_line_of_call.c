#include <stdio.h>

#define HERE printf("%d\n", __LINE__)
#define BOTH HERE; \
             HERE

int main(void)
{
    HERE;
    BOTH;


    HERE;
    return 0;
}
