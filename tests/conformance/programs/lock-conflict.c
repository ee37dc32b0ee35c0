// What a child gets when it locks what its parent holds, and whom F_GETLK names.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *try(int fd, int type, long start, long length)
{
    struct flock l;
    memset(&l, 0, sizeof l);
    l.l_type = type;
    l.l_whence = SEEK_SET;
    l.l_start = start;
    l.l_len = length;
    if (fcntl(fd, F_SETLK, &l) == 0)
        return "granted";
    return errno == EAGAIN || errno == EACCES ? "refused" : strerror(errno);
}

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT | O_TRUNC, 0600);
    printf("parent: read 0-99 %s, write 200-299 %s\n", try(fd, F_RDLCK, 0, 100), try(fd, F_WRLCK, 200, 100));
    fflush(stdout);
    pid_t parent = getpid();
    if (fork() == 0) {
        printf("child: read 50-149 %s\n", try(fd, F_RDLCK, 50, 100));
        printf("child: write 50-149 %s\n", try(fd, F_WRLCK, 50, 100));
        printf("child: write 100-199 %s\n", try(fd, F_WRLCK, 100, 100));
        printf("child: read 299 %s\n", try(fd, F_RDLCK, 299, 1));
        printf("child: read 300- %s\n", try(fd, F_RDLCK, 300, 0));
        struct flock l = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0};
        fcntl(fd, F_GETLK, &l);
        printf("child: first conflict %ld+%ld, %s, held by %s\n", (long)l.l_start, (long)l.l_len,
               l.l_type == F_WRLCK ? "write" : "read", l.l_pid == parent ? "the parent" : "?");
        int ro = open("f", O_RDONLY);
        printf("child: write lock, read-only descriptor: %s\n", try(ro, F_WRLCK, 500, 1));
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    printf("parent: write 0-299 %s\n", try(fd, F_WRLCK, 0, 300));
    printf("parent: bad descriptor %s\n", try(77, F_WRLCK, 0, 1));
    printf("parent: negative %s\n", try(fd, F_WRLCK, -5, 1));
    return 0;
}
