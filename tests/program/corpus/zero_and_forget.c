/* madvise(MADV_DONTNEED) on anonymous, private file and shared file memory. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void three(const char *what, const char *p)
{
    printf("%-28s %c %c %c\n", what, p[0] ? p[0] : '0', p[4096] ? p[4096] : '0', p[8192] ? p[8192] : '0');
}

int main(void)
{
    const size_t n = 3 * 4096;
    char *a = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(a, 'a', n);
    three("anonymous, filled", a);
    madvise(a + 4096, 4096, MADV_DONTNEED);
    three("middle not needed", a);

    int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[4096];
    for (int i = 0; i < 3; i++) {
        memset(block, 'f', sizeof block);
        write(fd, block, sizeof block);
    }
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    char *s = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = p[4096] = p[8192] = 'p';
    s[8192] = s[4096] = 's';
    three("private", p);
    three("shared", s);
    madvise(p, n, MADV_DONTNEED);
    madvise(s, n, MADV_DONTNEED);
    three("private, not needed", p);
    three("shared, not needed", s);
    printf("%d %d %d\n", madvise(p, n, MADV_WILLNEED), madvise(p, n, MADV_SEQUENTIAL), madvise(p, n, MADV_RANDOM));
    printf("%d\n", madvise(p + 1, n, MADV_DONTNEED));
    unsigned char in[3];
    printf("%d", mincore(a, n, in));
    printf(" %d%d%d\n", in[0] & 1, in[1] & 1, in[2] & 1);
    munmap(a + 4096, 4096);
    printf("%d\n", mincore(a, n, in));
    return unlink("file");
}
