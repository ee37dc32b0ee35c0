#include <stdio.h>

int main(void)
{
    for (int i = 0; i < 4; i++) {
        int j = 0;
        while (1) {
            j++;
            if (j == 2) continue;
            if (j > i + 1) break;
            printf("%d%d ", i, j);
        }
    }
    printf("\n");
    int k = 0;
    do {
        if (k == 3) continue;   /* goes to the condition */
        printf("%d ", k);
    } while (k++ < 5);
    printf("\n");
    return 0;
}
