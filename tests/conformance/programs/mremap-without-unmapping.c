// MREMAP_DONTUNMAP moves the pages and leaves an empty mapping; an old size of 0 makes a second view of a shared one.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

int main(void)
{
    char *a = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(a, "first page");
    strcpy(a + 8192, "third page");
    char *b = mremap(a, 3 * 4096, 3 * 4096, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
    if (b == MAP_FAILED) {
        perror("mremap");
        return 1;
    }
    printf("moved: %s, %s\n", b, b + 8192);
    printf("left: \"%s\", \"%s\"\n", a, a + 8192);
    a[0] = 'x';
    printf("apart: %c %c\n", a[0], b[0]);

    char *s = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    strcpy(s, "shared");
    char *t = mremap(s, 0, 8192, MREMAP_MAYMOVE);
    if (t == MAP_FAILED)
        perror("mremap of nothing");
    else {
        t[0] = 'S';
        printf("two views: %s %s, different addresses: %d\n", s, t, s != t);
        munmap(s, 8192);
        printf("one left: %s\n", t);
    }
    void *p = mremap(b, 0, 4096, MREMAP_MAYMOVE);
    printf("private, size 0: %s\n", p == MAP_FAILED ? strerror(errno) : "?");
    p = mremap(b, 4096, 8192, MREMAP_DONTUNMAP);
    printf("without MAYMOVE: %s\n", p == MAP_FAILED ? strerror(errno) : "?");
    p = mremap(b, 4096, 8192, MREMAP_DONTUNMAP | MREMAP_MAYMOVE);
    printf("another size: %s\n", p == MAP_FAILED ? strerror(errno) : "?");
    p = mremap(b + 1, 4096, 8192, MREMAP_MAYMOVE);
    printf("not aligned: %s\n", p == MAP_FAILED ? strerror(errno) : "?");
    return 0;
}
