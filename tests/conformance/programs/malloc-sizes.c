// Blocks from 1 byte to 1 MiB: small ones from the heap, large ones mapped.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 12

int main(void)
{
    unsigned char *blocks[N];
    size_t sizes[N];
    size_t size = 1;
    for (int i = 0; i < N; i++) {
        sizes[i] = size;
        blocks[i] = malloc(size);
        if (!blocks[i]) {
            fprintf(stderr, "out of memory at %zu\n", size);
            return 1;
        }
        memset(blocks[i], i + 1, size);
        size = size * 7 / 2 + 1;
    }
    for (int i = 0; i < N; i++) {
        int wrong = 0;
        for (size_t k = 0; k < sizes[i]; k += 61)
            wrong += blocks[i][k] != i + 1;
        printf("%8zu bytes, aligned %s, wrong %d\n", sizes[i],
               (unsigned long)blocks[i] % 16 ? "badly" : "well", wrong);
    }
    for (int i = 0; i < N; i += 2)
        free(blocks[i]);
    char *again = malloc(100);
    strcpy(again, "used again");
    for (int i = 1; i < N; i += 2)
        if (blocks[i][0] != i + 1 || blocks[i][sizes[i] - 1] != i + 1)
            printf("block %d was damaged\n", i);
    puts(again);
    free(again);
    free(NULL);
    return 0;
}
