#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd[2], status;
    pipe(fd);
    close(fd[0]);
    if (fork() == 0) {
        write(fd[1], "x", 1);
        _exit(0);
    }
    wait(&status);
    printf("%d\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
    signal(SIGPIPE, SIG_IGN);
    ssize_t n = write(fd[1], "x", 1);
    printf("%zd %d\n", n, errno == EPIPE);
    return 0;
}
