// Memory without a file: an anonymous mapping. All its pages read as zeros.
// A page that is only read needs no memory of its own yet; the first store
// gives it one. So a large mapping costs little as long as few of its pages
// are used.
#include <stdio.h>
#include <sys/mman.h>

#define PAGE 4096
#define PAGES 1000

int main(void)
{
    // No file, so no descriptor: -1.
    char *p = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    printf("%d pages mapped, none of them in memory yet\n", PAGES);

    printf("first byte: %d\n", p[0]);           // a load: page 0
    p[10 * PAGE] = 7;                           // a store: page 10
    p[999 * PAGE] = 9;                          // a store: page 999
    printf("three pages touched: %d %d %d\n",
           p[0], p[10 * PAGE], p[999 * PAGE]);

    munmap(p, PAGES * PAGE);
    return 0;
}
