#include <stdio.h>

#define CHOICE 3

int main(void)
{
#if CHOICE == 1
    printf("one\n");
#elif CHOICE == 2
    printf("two\n");
#elif CHOICE == 3
    printf("three\n");
#elif CHOICE > 2
    printf("more than two\n");
#else
    printf("none\n");
#endif
    return CHOICE;
}
