// What mremap refuses.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096

static void report(const char *what, void *result)
{
    printf("%-28s %s\n", what, result == MAP_FAILED ? strerror(errno) : "ok");
}

int main(void)
{
    char *p = mmap(NULL, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    p[0] = 1;
    report("address not aligned", mremap(p + 8, PAGE, PAGE, 0));
    report("new size 0", mremap(p, PAGE, 0, MREMAP_MAYMOVE));
    report("unknown flag", mremap(p, PAGE, PAGE, 64));
    report("FIXED without MAYMOVE", mremap(p, PAGE, PAGE, MREMAP_FIXED, p + 4 * PAGE));
    report("FIXED target not aligned", mremap(p, PAGE, PAGE, MREMAP_FIXED | MREMAP_MAYMOVE, p + 4 * PAGE + 1));
    report("FIXED target overlaps", mremap(p, 2 * PAGE, 2 * PAGE, MREMAP_FIXED | MREMAP_MAYMOVE, p + PAGE));
    report("no room, may not move", mremap(p, PAGE, 2 * PAGE, 0));
    munmap(p + 4 * PAGE, PAGE);
    report("starts in a hole", mremap(p + 4 * PAGE, PAGE, 2 * PAGE, MREMAP_MAYMOVE));
    report("grows across a hole", mremap(p + 3 * PAGE, 3 * PAGE, 6 * PAGE, MREMAP_MAYMOVE));
    report("old size 0 of private", mremap(p, 0, PAGE, MREMAP_MAYMOVE));
    report("grow into the hole", mremap(p + 3 * PAGE, PAGE, 2 * PAGE, 0));
    p[4 * PAGE] = 7;
    printf("%d %d\n", p[0], p[4 * PAGE]);
    return 0;
}
