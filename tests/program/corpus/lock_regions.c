/* Record locks: who holds which bytes, inherited by nobody, given up at close. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int lock(int fd, int command, short type, off_t start, off_t length)
{
    struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    return fcntl(fd, command, &l);
}

static const char *kind(short type)
{
    return type == F_RDLCK ? "read" : type == F_WRLCK ? "write" : "none";
}

static void ask(int fd, short type, off_t start, off_t length, pid_t holder)
{
    struct flock l = {type, SEEK_SET, start, length, 0};
    if (fcntl(fd, F_GETLK, &l) < 0)
        perror("F_GETLK");
    if (l.l_type == F_UNLCK)
        printf("  %s %ld+%ld: free\n", kind(type), (long)start, (long)length);
    else
        printf("  %s %ld+%ld: %s lock %ld+%ld, held by the parent %d\n", kind(type), (long)start, (long)length,
               kind(l.l_type), (long)l.l_start, (long)l.l_len, l.l_pid == holder);
}

int main(void)
{
    int fd = open("locked", O_RDWR | O_CREAT, 0644), status;
    ftruncate(fd, 100);
    printf("%d %d\n", lock(fd, F_SETLK, F_WRLCK, 0, 10), lock(fd, F_SETLK, F_RDLCK, 20, 10));
    lock(fd, F_SETLK, F_UNLCK, 4, 2);
    fflush(stdout);
    pid_t parent = getpid();
    if (fork() == 0) {
        ask(fd, F_RDLCK, 0, 0, parent);
        ask(fd, F_RDLCK, 4, 2, parent);
        ask(fd, F_WRLCK, 6, 4, parent);
        ask(fd, F_RDLCK, 20, 10, parent);
        ask(fd, F_WRLCK, 15, 100, parent);
        int r = lock(fd, F_SETLK, F_WRLCK, 0, 1);
        printf("  taking it: %d %d\n", r, errno == EAGAIN || errno == EACCES);
        printf("  sharing: %d\n", lock(fd, F_SETLK, F_RDLCK, 20, 5));
        exit(0);
    }
    wait(&status);
    int other = open("locked", O_RDONLY);
    close(other); /* gives up all locks of the process on that file */
    if (fork() == 0) {
        ask(fd, F_WRLCK, 0, 0, parent);
        printf("  waiting: %d\n", lock(fd, F_SETLKW, F_WRLCK, 0, 0));
        exit(0);
    }
    wait(&status);
    printf("exit %d\n", WEXITSTATUS(status));
    unlink("locked");
    return 0;
}
