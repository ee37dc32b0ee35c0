#include <stdio.h>

int main(void)
{
    int i, j;
    for (i = 0; i < 10; i++)
        for (j = 0; j < 10; j++)
            if (i * j == 42)
                goto found;
    printf("none\n");
found:
    printf("%d %d\n", i, j);
    goto inside;
    while (0) {
inside:
        printf("jumped into a block\n");
    }
    return 0;
}
