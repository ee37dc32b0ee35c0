// mremap with old size 0 makes a second mapping of shared pages;
// MREMAP_DONTUNMAP moves the pages and leaves an empty one behind.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    int rw = PROT_READ | PROT_WRITE;
    char *s = mmap(NULL, 2 * 4096, rw, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    strcpy(s, "one");
    strcpy(s + 4096, "two");
    char *t = mremap(s, 0, 2 * 4096, MREMAP_MAYMOVE);
    if (t == MAP_FAILED) {
        perror("mremap");
        return 1;
    }
    t[0] = 'O';
    printf("%s %s, %s\n", s, t + 4096, s == t ? "one place" : "two places");
    munmap(s, 2 * 4096);
    printf("%s %s\n", t, t + 4096);

    char *p = mmap(NULL, 3 * 4096, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(p + 4096, "moved");
    char *q = mremap(p, 3 * 4096, 3 * 4096, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0);
    if (q == MAP_FAILED) {
        printf("DONTUNMAP: %s\n", strerror(errno));
        return 0;
    }
    printf("new \"%s\", old \"%s\"\n", q + 4096, p + 4096);
    strcpy(p + 4096, "fresh");
    printf("new \"%s\", old \"%s\"\n", q + 4096, p + 4096);
    return 0;
}
