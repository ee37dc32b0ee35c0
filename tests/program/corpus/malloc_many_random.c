/* Ten thousand blocks of all sizes, allocated and freed in a disorder that repeats: none overlaps another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 200
int main(void)
{
    unsigned char *p[N] = {0};
    unsigned size[N] = {0}, seed = 1, sum = 0;
    for (int i = 0; i < 10000; i++) {
        seed = seed * 1103515245 + 12345;
        unsigned k = (seed >> 8) % N;
        if (p[k]) {
            for (unsigned j = 0; j < size[k]; j += size[k] / 4 + 1)
                if (p[k][j] != (unsigned char)k)
                    return printf("block %u is spoilt\n", k);
            free(p[k]);
            p[k] = NULL;
        } else {
            size[k] = (seed >> 16) % 3000 + 1;
            if (i % 7 == 0)
                p[k] = realloc(malloc(size[k] / 2 + 1), size[k]);
            else
                p[k] = malloc(size[k]);
            memset(p[k], (int)k, size[k]);
            sum += size[k];
        }
    }
    printf("%u\n", sum);
    return 0;
}
