// The modes of fallocate(2), each seen by pread and fstat, with a mapping there.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int fd;

static void show(const char *what, int r)
{
    struct stat st;
    fstat(fd, &st);
    printf("%-28s %-28s size %6ld  ", what, r == -1 ? strerror(errno) : "ok", (long)st.st_size);
    for (long i = 0; i * 4096 < st.st_size && i < 8; i++)
    {
        char c = 0;
        pread(fd, &c, 1, i * 4096 + 100);
        putchar(c ? c : '.');
    }
    putchar('\n');
}

int main(void)
{
    fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char *p = mmap(NULL, 16 * 4096, PROT_READ, MAP_SHARED, fd, 0);
    show("nothing", p == MAP_FAILED ? -1 : 0);
    show("allocate", fallocate(fd, 0, 0, 5000));
    for (int i = 0; i < 6; i++) {
        char block[4096];
        memset(block, 'a' + i, sizeof block);
        pwrite(fd, block, sizeof block, i * 4096);
    }
    show("written", 0);
    show("keep size", fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 100000));
    show("punch two", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4096, 8192));
    show("punch, no KEEP_SIZE", fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 4096));
    show("zero part", fallocate(fd, FALLOC_FL_ZERO_RANGE, 3 * 4096 + 50, 100));
    show("zero, growing", fallocate(fd, FALLOC_FL_ZERO_RANGE, 5 * 4096, 8192));
    show("zero, keep size", fallocate(fd, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE, 7 * 4096, 8192));
    show("collapse one", fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 0, 4096));
    show("collapse to the end", fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 4096, 5 * 4096));
    show("collapse, unaligned", fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 10, 4096));
    show("length 0", fallocate(fd, 0, 0, 0));
    show("negative offset", fallocate(fd, 0, -1, 10));
    int r = posix_fallocate(fd, 0, 9000);
    printf("posix_fallocate %d\n", r);
    show("after", 0);
    int ro = open("file", O_RDONLY);
    printf("read-only: %s\n", fallocate(ro, 0, 0, 10) == -1 ? strerror(errno) : "ok");
    return 0;
}
