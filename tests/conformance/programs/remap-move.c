// Pages of a file mapping move to a reserved place, in reverse order.
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define N 4

int main(void)
{
    int fd = open("pages", O_RDWR | O_CREAT, 0600);
    if (fd < 0 || ftruncate(fd, N * PAGE))
        err(1, "pages");
    char *from = mmap(NULL, N * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *to = mmap(NULL, N * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (from == MAP_FAILED || to == MAP_FAILED)
        err(1, "mmap");
    for (int i = 0; i < N; i++)
        sprintf(from + i * PAGE, "page %d", i);
    for (int i = 0; i < N; i++) {
        char *target = to + (N - 1 - i) * PAGE;
        char *got = mremap(from + i * PAGE, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, target);
        if (got != target)
            err(1, "mremap");
    }
    for (int i = 0; i < N; i++)
        printf("place %d: %s\n", i, to + i * PAGE);
    to[0] = 'P';
    char text[8] = "";
    pread(fd, text, 7, (N - 1) * PAGE);
    printf("still shared: %s\n", text);
    printf("the old place can be unmapped: %d\n", munmap(from, N * PAGE));
    return 0;
}
