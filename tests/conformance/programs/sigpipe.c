// Writing to a pipe that nobody reads: SIGPIPE, or EPIPE when it is ignored.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void handler(int signo)
{
    caught = signo;
}

int main(void)
{
    int ends[2];
    pipe(ends);
    close(ends[0]);
    pid_t pid = fork();
    if (pid == 0) {
        write(ends[1], "x", 1);
        _exit(0);
    }
    int status;
    waitpid(pid, &status, 0);
    printf("default: %s\n", WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE ? "killed by SIGPIPE" : "?");
    signal(SIGPIPE, SIG_IGN);
    ssize_t n = write(ends[1], "x", 1);
    printf("ignored: %zd %s\n", n, strerror(errno));
    signal(SIGPIPE, handler);
    n = write(ends[1], "x", 1);
    printf("handled: %zd %s, signal %s\n", n, strerror(errno), caught == SIGPIPE ? "SIGPIPE" : "none");
    char c;
    int other[2];
    pipe(other);
    close(other[1]);
    printf("read without writers: %zd\n", read(other[0], &c, 1));
    printf("write length 0 without readers: %zd\n", write(ends[1], "x", 0));
    return 0;
}
