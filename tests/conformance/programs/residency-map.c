// Prints which pages of a mapped file are in memory, one letter a page, as mincore sees it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void residency(const char *what, char *p, size_t length)
{
    long page = sysconf(_SC_PAGESIZE);
    size_t n = (length + page - 1) / page;
    unsigned char *vec = malloc(n);
    if (mincore(p, length, vec) == -1) {
        perror("mincore");
        return;
    }
    printf("%-18s ", what);
    size_t in = 0;
    for (size_t i = 0; i < n; i++) {
        putchar(vec[i] & 1 ? '#' : '.');
        in += vec[i] & 1;
    }
    printf(" %zu of %zu\n", in, n);
    free(vec);
}

int main(void)
{
    long page = sysconf(_SC_PAGESIZE);
    size_t length = 24 * page;
    char *a = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    residency("anonymous, new", a, length);
    for (int i = 0; i < 24; i += 3)
        a[i * page] = 1;
    residency("every third", a, length);
    madvise(a + 6 * page, 6 * page, MADV_DONTNEED);
    residency("a hole", a, length);
    memset(a + 20 * page, 1, 4 * page);
    residency("filled at the end", a, length);
    munmap(a, length);

    int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[4096];
    memset(block, 'b', sizeof block);
    for (int i = 0; i < 24; i++)
        write(fd, block, sizeof block);
    char *f = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
    residency("file, written", f, length);
    fsync(fd);
    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    residency("dropped", f, length);
    madvise(f, length, MADV_RANDOM);
    int sum = f[5 * page] + f[17 * page];
    residency("two touched", f, length);
    printf("%d\n", sum);
    return 0;
}
