// A read from an empty pipe ends with EINTR when a signal is handled.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void handler(int signo)
{
    seen++;
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;            // no SA_RESTART
    sigaction(SIGALRM, &sa, NULL);
    int ends[2];
    pipe(ends);
    char buffer[8];
    alarm(1);
    ssize_t n = read(ends[0], buffer, sizeof buffer);
    printf("read: %zd %s, handler ran %d time\n", n, n == -1 ? strerror(errno) : "", (int)seen);
    alarm(1);
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        char c;
        close(ends[1]);
        read(ends[0], &c, 1);           // until the parent lets go
        _exit(5);
    }
    n = waitpid(pid, &status, 0);
    printf("waitpid: %s, handler ran %d times\n", n == -1 ? strerror(errno) : "ended", (int)seen);
    close(ends[1]);
    printf("waitpid: %s\n", waitpid(pid, &status, 0) == pid ? "ended" : strerror(errno));
    printf("exit %d\n", WEXITSTATUS(status));
    return 0;
}
