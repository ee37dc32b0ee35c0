// calloc of 64 MiB costs nothing until it is touched, and it is all zero.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    size_t count = 8 * 1024 * 1024;
    long *big = calloc(count, sizeof *big);
    if (!big) {
        perror("calloc");
        return 1;
    }
    long sum = 0;
    for (size_t i = 0; i < count; i += count / 16)
        sum += big[i];
    printf("sum before: %ld\n", sum);
    for (size_t i = 0; i < count; i += count / 16)
        big[i] = (long)(i / (count / 16));
    for (size_t i = 0; i < count; i += count / 32)
        sum += big[i];
    printf("sum after: %ld\n", sum);
    free(big);
    int *small = malloc(40);
    memset(small, 255, 40);
    free(small);
    int *zero = calloc(10, 4);
    for (int i = 0; i < 10; i++)
        sum += zero[i];
    printf("small block again zero: %s\n", sum == 120 ? "yes" : "no");
    volatile size_t huge = (size_t)-1 / 2;
    void *none = calloc(huge, 4);
    printf("overflow: %s\n", none ? "?" : strerror(errno));
    return 0;
}
