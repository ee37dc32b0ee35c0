// sync_file_range: what it refuses, and what has nothing to write.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void sync_range(const char *what, int fd, off_t offset, off_t length, unsigned flags)
{
    errno = 0;
    int r = sync_file_range(fd, offset, length, flags);
    printf("%-16s %d %s\n", what, r, r ? strerror(errno) : "");
}

int main(void)
{
    int fd = open("some-pages", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * 4096);
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = p[4096] = p[8192] = 'x';
    sync_range("wait alone", fd, 0, 4096, SYNC_FILE_RANGE_WAIT_BEFORE);
    sync_range("middle", fd, 5000, 10, 7);
    sync_range("to the end", fd, 4096, 0, 7);
    sync_range("behind the end", fd, 1 << 20, 4096, 7);
    sync_range("no flags", fd, 0, 0, 0);
    sync_range("negative offset", fd, -1, 4096, 7);
    sync_range("negative length", fd, 4096, -8192, 7);
    sync_range("too far", fd, 0x7fffffffffffffffL, 1, 7);
    sync_range("unknown flag", fd, 0, 0, 8);
    sync_range("no descriptor", 77, 0, 0, 7);
    int ends[2];
    pipe(ends);
    sync_range("pipe", ends[0], 0, 0, 7);
    int readable = open("some-pages", O_RDONLY);
    sync_range("read-only", readable, 0, 0, 7);
    int folder = open(".", O_RDONLY | O_DIRECTORY);
    sync_range("folder", folder, 0, 0, 7);
    int memory = memfd_create("memory", 0);
    ftruncate(memory, 4096);
    sync_range("memory file", memory, 0, 0, 7);
    printf("%c%c%c\n", p[0], p[4096], p[8192]);
    return 0;
}
