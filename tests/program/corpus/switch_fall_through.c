#include <stdio.h>

int main(void)
{
    for (int i = 0; i < 6; i++) {
        printf("%d:", i);
        switch (i) {
        case 1: printf(" one");
        case 2: printf(" two"); break;
        case 3:
        case 4: printf(" three-or-four");
        default: printf(" default");
        case 0: printf(" zero");
        }
        printf("\n");
    }
    return 0;
}
