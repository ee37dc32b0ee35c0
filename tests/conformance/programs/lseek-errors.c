// lseek: where it may go and where not; holes; files and pipes.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int fd;

static void go(const char *how, off_t where, int whence)
{
    off_t r = lseek(fd, where, whence);
    printf("%s %ld: %ld %s\n", how, (long)where, (long)r, r == -1 ? strerror(errno) : "");
}

int main(void)
{
    fd = open("seek", O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(fd, "0123456789", 10);
    go("CUR", 0, SEEK_CUR);
    go("CUR", -4, SEEK_CUR);
    go("CUR", -40, SEEK_CUR);
    go("SET", -1, SEEK_SET);
    go("SET", 5000, SEEK_SET);
    go("END", -10, SEEK_END);
    go("END", -11, SEEK_END);
    go("END", 90, SEEK_END);
    go("bad", 0, 17);
    write(fd, "!", 1);
    go("END", 0, SEEK_END);
    char c[3];
    printf("in the hole: %zd", pread(fd, c, 3, 50));
    printf(" %d %d %d\n", c[0], c[1], c[2]);
    int ends[2];
    pipe(ends);
    fd = ends[0];
    go("pipe", 0, SEEK_SET);
    printf("pread of a pipe: %zd ", pread(fd, c, 1, 0));
    printf("%s\n", strerror(errno));
    fd = 55;
    go("closed", 0, SEEK_SET);
    return 0;
}
