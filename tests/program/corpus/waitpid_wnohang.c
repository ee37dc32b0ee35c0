#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd[2];
    pipe(fd);
    pid_t child = fork();
    if (child == 0) {
        char c;
        read(fd[0], &c, 1);
        _exit(4);
    }
    int status = -1;
    pid_t r = waitpid(child, &status, WNOHANG);
    printf("%d %d\n", r, status);
    write(fd[1], "x", 1);
    r = waitpid(child, &status, 0);
    printf("%d %d\n", r == child, WEXITSTATUS(status));
    r = waitpid(child, &status, WNOHANG);
    printf("%d %d\n", r, errno == ECHILD);
    return 0;
}
