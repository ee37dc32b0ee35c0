// Every advice of madvise(2) on anonymous and file memory: which are taken, and what is left in the pages.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct {
    const char *name;
    int value;
} advice[] = {
    {"NORMAL", 0}, {"RANDOM", 1}, {"SEQUENTIAL", 2}, {"WILLNEED", 3}, {"DONTFORK", 10}, {"DOFORK", 11},
    {"DONTDUMP", 16}, {"DODUMP", 17}, {"WIPEONFORK", 18}, {"KEEPONFORK", 19}, {"COLD", 20}, {"FREE", 8},
    {"POPULATE_READ", 22}, {"POPULATE_WRITE", 23}, {"DONTNEED", 4}, {"REMOVE", 9}, {"bad", 77},
};

static void tour(const char *what, char *p)
{
    printf("%s\n", what);
    for (unsigned i = 0; i < sizeof advice / sizeof advice[0]; i++) {
        memset(p, 'v', 8192);
        int r = madvise(p, 8192, advice[i].value);
        int e = errno;
        printf("  %-15s %-18s ", advice[i].name, r == -1 ? strerror(e) : "ok");
        printf("%c\n", p[0] ? p[0] : '0');
    }
}

int main(void)
{
    char *a = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    tour("private anonymous", a);
    char *s = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    tour("shared anonymous", s);
    int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[8192];
    memset(block, 'f', sizeof block);
    write(fd, block, sizeof block);
    char *f = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    tour("shared file", f);
    char *c = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    tour("private file", c);
    char now;
    pread(fd, &now, 1, 0);
    printf("in the file: %c\n", now ? now : '0');
    printf("unaligned: %s\n", madvise(a + 1, 4096, MADV_DONTNEED) == -1 ? strerror(errno) : "ok");
    printf("length 0: %s\n", madvise(a, 0, MADV_DONTNEED) == -1 ? strerror(errno) : "ok");
    munmap(a, 8192);
    printf("unmapped: %s\n", madvise(a, 4096, MADV_WILLNEED) == -1 ? strerror(errno) : "ok");
    return 0;
}
