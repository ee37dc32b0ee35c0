// MAP_POPULATE, mlock and friends bring pages in at once.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static int resident(void *p, int pages)
{
    static unsigned char *v;
    if (!v)
        v = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int n = 0;
    mincore(p, pages * 4096, v);
    for (int i = 0; i < pages; i++)
        n += v[i] & 1;
    return n;
}

int main(void)
{
    int rw = PROT_READ | PROT_WRITE, pa = MAP_PRIVATE | MAP_ANONYMOUS;
    char *a = mmap(NULL, 8 * 4096, rw, pa, -1, 0);
    char *b = mmap(NULL, 8 * 4096, rw, pa | MAP_POPULATE, -1, 0);
    char *c = mmap(NULL, 8 * 4096, PROT_NONE, pa | MAP_POPULATE, -1, 0);
    char *d = mmap(NULL, 8 * 4096, rw, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    printf("plain %d, populated %d, no access %d, shared %d\n", resident(a, 8), resident(b, 8), resident(c, 8),
           resident(d, 8));
    printf("mlock of bytes in two pages: %d\n", mlock(a + 4095, 2));
    printf("resident %d\n", resident(a, 8));
    printf("mlock without access: %s\n", mlock(c, 4096) == -1 ? strerror(errno) : "ok");
    a[0]++;
    printf("contents %d %d\n", a[0], a[4096]);
    printf("munlock: %d, ", munlock(a, 8 * 4096));
    printf("resident %d\n", resident(a, 8));
    printf("populate by advice: %d\n", madvise(a + 4 * 4096, 4096, MADV_POPULATE_WRITE));
    printf("resident %d\n", resident(a, 8));
    printf("mlock of a hole: %s\n", munmap(d, 4096) == 0 && mlock(d, 2 * 4096) == -1 ? strerror(errno) : "ok");
    return 0;
}
