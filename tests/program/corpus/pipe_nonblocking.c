#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fd[2];
    char b[4];
    pipe2(fd, O_NONBLOCK);
    ssize_t n = read(fd[0], b, 4);
    printf("%zd %d\n", n, errno == EAGAIN);
    write(fd[1], "abcdef", 6);
    printf("%zd ", read(fd[0], b, 4));
    printf("%zd ", read(fd[0], b, 4));
    close(fd[1]);
    printf("%zd\n", read(fd[0], b, 4));
    n = lseek(fd[0], 0, SEEK_CUR);
    printf("%zd %d\n", n, errno == ESPIPE);
    return 0;
}
