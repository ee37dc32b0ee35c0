// munmap and mprotect: wrong arguments, holes, and what was done before them.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define CHECK(call)                                                              \
    do {                                                                         \
        int r_ = (call);                                                         \
        printf("%-46s %d %s\n", #call, r_, r_ == -1 ? strerror(errno) : "");     \
    } while (0)

int main(void)
{
    char *p = mmap(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    CHECK(munmap(p + 1, PAGE));
    CHECK(munmap(p, 0));
    CHECK(munmap(p + 3 * PAGE, PAGE));
    CHECK(munmap(p + 3 * PAGE, PAGE));
    CHECK(mprotect(p + 5, PAGE, PROT_READ));
    CHECK(mprotect(p, 0, PROT_READ));
    CHECK(mprotect(p, PAGE, 64));
    CHECK(mprotect(p + 3 * PAGE, PAGE, PROT_READ));
    CHECK(mprotect(p + PAGE, 5 * PAGE, PROT_NONE));
    int ends[2];
    pipe(ends);
    for (int i = 0; i < 6; i++) {
        ssize_t n = write(ends[1], p + i * PAGE, 1);
        printf("page %d: %s\n", i, n == 1 ? "readable" : strerror(errno));
    }
    int fd = open("ro", O_RDONLY | O_CREAT, 0600);
    char *m = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(mprotect(m, PAGE, PROT_READ | PROT_WRITE));
    CHECK(mprotect(m, PAGE, PROT_NONE));
    CHECK(mprotect(m, 1, PROT_READ));
    CHECK(munmap(m, 1));
    CHECK(munmap((char *)(1UL << 60), PAGE));
    return 0;
}
