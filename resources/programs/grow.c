// Makes a mapping longer with mremap. When the addresses behind it are taken,
// the kernel moves the mapping elsewhere (MREMAP_MAYMOVE allows it). Nothing
// is copied: the same pages get new addresses. So the old pointer must not
// be used any more.
#define _GNU_SOURCE             // mremap exists on Linux only
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096

int main(void)
{
    char *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    strcpy(p, "written before growing");

    char *q = mremap(p, PAGE, 4 * PAGE, MREMAP_MAYMOVE);
    if (q == MAP_FAILED) {
        perror("mremap");
        return 1;
    }
    // From here on only q is valid.

    printf("first page: %s\n", q);
    int sum = 0;
    for (int i = PAGE; i < 4 * PAGE; i += PAGE)
        sum += q[i];            // a new page is all zeros
    printf("sum of the first bytes of the three new pages: %d\n", sum);

    strcpy(q + 3 * PAGE, "written after growing");
    printf("last page: %s\n", q + 3 * PAGE);
    munmap(q, 4 * PAGE);
    return 0;
}
