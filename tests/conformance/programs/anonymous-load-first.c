// Anonymous memory is zero wherever it is looked at, before and after stores.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define PAGE 4096

static int count(const unsigned char *p, size_t n)
{
    int set = 0;
    for (size_t i = 0; i < n; i += 512)
        set += p[i] != 0;
    return set;
}

int main(void)
{
    size_t length = 9 * PAGE;
    unsigned char *a = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *b = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        exit(1);
    printf("fresh: %d %d\n", count(a, length), count(b, length));
    for (int i = 0; i < 9; i += 2) {
        a[i * PAGE + 1024] = i + 1;
        b[i * PAGE + 1024] = i + 1;
    }
    printf("after stores: %d %d\n", count(a, length), count(b, length));
    unsigned char *r = mmap(NULL, 3 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("read-only: %d\n", count(r, 3 * PAGE));
    mprotect(r, 3 * PAGE, PROT_READ | PROT_WRITE);
    r[PAGE] = 1;
    printf("made writable: %d\n", count(r, 3 * PAGE));
    madvise(a, length, MADV_DONTNEED);
    madvise(b, length, MADV_DONTNEED);
    printf("after MADV_DONTNEED: %d %d\n", count(a, length), count(b, length));
    return 0;
}
