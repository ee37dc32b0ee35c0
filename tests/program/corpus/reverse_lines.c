/* tac: a file's lines from the last to the first, read backwards through a mapping; long and missing last lines. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static void tac(const char *p, size_t n)
{
    const char *end = p + n;
    while (end > p) {
        const char *start = memrchr(p, '\n', end - p - 1);
        start = start ? start + 1 : p;
        fwrite(start, 1, end - start, stdout);
        if (end[-1] != '\n')
            putchar('\n');
        end = start;
    }
}

static void try(const char *text, size_t n)
{
    int fd = open("lines", O_RDWR | O_CREAT | O_TRUNC, 0600);
    struct iovec parts[2] = {{(void *)text, n / 2}, {(void *)(text + n / 2), n - n / 2}};
    if (writev(fd, parts, 2) != (ssize_t)n)
        perror("writev");
    void *p = n ? mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0) : "";
    if (p == MAP_FAILED)
        exit(EXIT_FAILURE);
    printf("-- %zu bytes\n", n);
    tac(p, n);
    if (n)
        munmap(p, n);
    close(fd);
}

int main(void)
{
    try("one\ntwo\nthree\n", 14);
    try("one\n\n\nlast without end", 22);
    try("", 0);
    try("\n", 1);
    char *big = malloc(3 * 4096);
    memset(big, 'x', 3 * 4096);
    for (int i = 0; i < 3 * 4096; i += 4000)
        big[i] = '\n';
    int fd = open("big", O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(fd, big, 3 * 4096);
    char *p = mmap(NULL, 3 * 4096, PROT_READ, MAP_SHARED, fd, 0);
    size_t lines = 0, longest = 0;
    for (char *at = p, *end; at < p + 3 * 4096; at = end + 1, lines++) {
        end = memchr(at, '\n', p + 3 * 4096 - at);
        if (!end)
            end = p + 3 * 4096;
        if ((size_t)(end - at) > longest)
            longest = end - at;
    }
    printf("%zu lines, longest %zu\n", lines, longest);
    free(big);
    unlink("lines");
    return unlink("big");
}
