/* From 128 KiB on a block is a mapping of its own, 16 bytes into a page; once one has been freed, the limit is higher. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    char *small = malloc(10);
    char *start = sbrk(0);
    char *big = malloc(200000);
    int own = big > start + (1L << 30) || big < small;
    int offset = (unsigned long)big % 4096;
    int same = sbrk(0) == start;
    free(big);
    char *again = malloc(200000);
    int heap = again > small && again < small + 10000000;
    long grown = (char *)sbrk(0) - start;
    char *below = malloc(120000);
    long after = below - again;
    printf("%d %d %d %d %ld %ld\n", own, offset, same, heap, grown, after);
    void *aligned = aligned_alloc(4096, 8192), *page;
    int r = posix_memalign(&page, 64, 100);
    printf("%lu %d %lu\n", (unsigned long)aligned % 4096, r, (unsigned long)page % 64);
    return 0;
}
