#include <stdio.h>

int main(void)
{
    volatile int *volatile p = NULL;
    printf("before\n");
    *p = 1;
    printf("never\n");
    return 0;
}
