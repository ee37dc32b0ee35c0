// Duplicates share a position and flags; a second open does not.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static long at(int fd)
{
    return lseek(fd, 0, SEEK_CUR);
}

int main(void)
{
    int a = open("text", O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(a, "abcdefghij", 10);
    int b = dup(a), c = open("text", O_RDWR), d = fcntl(a, F_DUPFD, 20);
    printf("d is at least 20: %d\n", d >= 20);
    lseek(a, 3, SEEK_SET);
    printf("%ld %ld %ld %ld\n", at(a), at(b), at(c), at(d));
    char x;
    read(b, &x, 1);
    printf("b reads %c\n", x);
    read(c, &x, 1);
    printf("c reads %c\n", x);
    write(d, "EE", 2);
    printf("%ld %ld %ld %ld\n", at(a), at(b), at(c), at(d));
    fcntl(b, F_SETFL, O_APPEND);
    write(a, "+", 1);
    printf("append through a: %ld\n", at(a));
    printf("flag in c: %d\n", (fcntl(c, F_GETFL) & O_APPEND) != 0);
    fcntl(b, F_SETFD, FD_CLOEXEC);
    printf("close-on-exec: a %d b %d\n", fcntl(a, F_GETFD), fcntl(b, F_GETFD));
    close(a);
    printf("a: %s\n", write(a, "z", 1) == -1 ? strerror(errno) : "open");
    printf("dup2 onto itself: %d\n", dup2(b, b) == b);
    printf("dup of a: %s\n", dup(a) == -1 ? strerror(errno) : "open");
    printf("dup2 to -1: %s\n", dup2(b, -1) == -1 ? strerror(errno) : "open");
    char all[16] = "";
    pread(c, all, 15, 0);
    printf("%s\n", all);
    return 0;
}
