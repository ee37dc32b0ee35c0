#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *blocks[50];
    for (int i = 0; i < 50; i++) {
        blocks[i] = malloc(10 + i);
        memset(blocks[i], 'a' + i % 26, 10 + i);
    }
    for (int i = 0; i < 50; i += 2) free(blocks[i]);
    for (int i = 0; i < 50; i += 2) {
        blocks[i] = malloc(20 + i);
        memset(blocks[i], '0', 20 + i);
    }
    int bad = 0;
    for (int i = 1; i < 50; i += 2)
        for (int j = 0; j < 10 + i; j++)
            if (blocks[i][j] != 'a' + i % 26) bad++;
    printf("%d %d\n", bad, (unsigned long)blocks[3] % 16 == 0);
    return 0;
}
