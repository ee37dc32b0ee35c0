// Finds the data and the holes of a sparse file by SEEK_DATA and SEEK_HOLE.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void extents(int fd)
{
    off_t end = lseek(fd, 0, SEEK_END), at = 0;
    printf("size %ld:", (long)end);
    while (at < end) {
        off_t data = lseek(fd, at, SEEK_DATA);
        if (data == -1) {
            printf(" hole %ld-%ld", (long)at, (long)end);
            break;
        }
        if (data > at)
            printf(" hole %ld-%ld", (long)at, (long)data);
        off_t hole = lseek(fd, data, SEEK_HOLE);
        printf(" data %ld-%ld", (long)data, (long)hole);
        at = hole;
    }
    printf("\n");
}

int main(void)
{
    int fd = open("sparse", O_RDWR | O_CREAT | O_TRUNC, 0644);
    ftruncate(fd, 65536);
    extents(fd);
    pwrite(fd, "middle", 6, 20000);
    extents(fd);
    pwrite(fd, "begin", 5, 0);
    pwrite(fd, "end", 3, 65533);
    extents(fd);
    fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 16384, 8192);
    extents(fd);
    if (lseek(fd, 65536, SEEK_DATA) == -1)
        printf("behind the end: %s\n", strerror(errno));
    ftruncate(fd, 0);
    extents(fd);
    return 0;
}
