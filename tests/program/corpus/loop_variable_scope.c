#include <stdio.h>

int i = 100;

int main(void)
{
    printf("%d", i);
    for (int i = 0; i < 2; i++) {
        printf(" %d", i);
        int i = 50;
        printf(" %d", i++);
    }
    {
        extern int i;
        printf(" %d", i);
    }
    printf(" %d\n", i);
    return 0;
}
