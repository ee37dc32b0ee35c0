// MAP_FIXED_NOREPLACE takes a place only if it is free.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096L
#define FLAGS (MAP_PRIVATE | MAP_ANONYMOUS)

static char *base;

static void claim(long first, long pages)
{
    char *want = base + first * PAGE;
    char *got = mmap(want, pages * PAGE, PROT_READ | PROT_WRITE, FLAGS | MAP_FIXED_NOREPLACE, -1, 0);
    if (got == MAP_FAILED)
        printf("%ld+%ld: %s\n", first, pages, errno == EEXIST ? "EEXIST" : strerror(errno));
    else
        printf("%ld+%ld: %s\n", first, pages, got == want ? "taken" : "elsewhere");
}

int main(void)
{
    base = mmap(NULL, 10 * PAGE, PROT_NONE, FLAGS, -1, 0);
    if (base == MAP_FAILED)
        return 1;
    claim(0, 1);
    munmap(base, 10 * PAGE);
    claim(4, 2);
    claim(3, 2);
    claim(5, 3);
    claim(0, 10);
    claim(2, 2);
    claim(6, 4);
    claim(0, 2);
    claim(0, 1);
    for (int i = 0; i < 10; i++)
        base[i * PAGE] = i * i;
    int sum = 0;
    for (int i = 0; i < 10; i++)
        sum += base[i * PAGE];
    printf("sum %d\n", sum);
    char *bad = mmap(base + 1, PAGE, PROT_READ, FLAGS | MAP_FIXED_NOREPLACE, -1, 0);
    printf("unaligned: %s\n", bad == MAP_FAILED ? strerror(errno) : "taken");
    return 0;
}
