// mincore tells which anonymous pages are in memory.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define PAGES 12

static unsigned char *vector;

static void show(char *p, const char *when)
{
    if (mincore(p, PAGES * 4096, vector) == -1) {
        perror("mincore");
        exit(1);
    }
    for (int i = 0; i < PAGES; i++)
        putchar(vector[i] & 1 ? '#' : '.');
    printf("  %s\n", when);
}

int main(void)
{
    vector = malloc(PAGES);
    char *p = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    show(p, "fresh");
    p[0] = 1;
    p[5 * 4096 + 17] = 1;
    p[11 * 4096 + 4095] = 1;
    show(p, "three stores");
    p[7 * 4096 - 1] = p[7 * 4096] = 2;
    show(p, "two on an edge");
    madvise(p + 4096, 6 * 4096, MADV_DONTNEED);
    show(p, "1 to 6 not needed");
    mprotect(p, 4096, PROT_NONE);
    show(p, "0 without access");
    mlock(p + 9 * 4096, 2 * 4096);
    show(p, "9 and 10 locked");
    munlock(p + 9 * 4096, 2 * 4096);
    show(p, "and unlocked");
    free(vector);
    return 0;
}
