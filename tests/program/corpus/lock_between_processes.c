#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 10, .l_len = 5};
    printf("%d\n", fcntl(fd, F_SETLK, &l));
    pid_t parent = getpid();
    if (fork() == 0) {
        l.l_start = 12;
        int r = fcntl(fd, F_SETLK, &l);
        printf("%d %d\n", r, errno == EAGAIN || errno == EACCES);
        fcntl(fd, F_GETLK, &l);
        printf("%d %d %ld %ld\n", l.l_pid == parent, l.l_type == F_WRLCK, (long)l.l_start, (long)l.l_len);
        l.l_type = F_WRLCK; l.l_start = 15;
        printf("%d\n", fcntl(fd, F_SETLK, &l));
        return 0;
    }
    wait(NULL);
    return 0;
}
