// SIGCHLD: a handler collects every child that has ended.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped, sum;

static void reap(int signo)
{
    int saved = errno, status;
    while (waitpid(-1, &status, WNOHANG) > 0) {
        reaped++;
        sum += WEXITSTATUS(status);
    }
    errno = saved;
}

int main(void)
{
    struct sigaction sa;
    sa.sa_handler = reap;
    sigemptyset(&sa.sa_mask);
    sa.sa_flags = SA_NOCLDSTOP;
    if (sigaction(SIGCHLD, &sa, NULL) == -1) {
        perror("sigaction");
        return 1;
    }
    sigset_t child, old;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &old);
    for (int i = 1; i <= 5; i++)
        if (fork() == 0)
            _exit(i * 10);
    while (reaped < 5)
        sigsuspend(&old);
    printf("%d reaped, sum %d\n", (int)reaped, (int)sum);
    printf("none left: %d\n", wait(NULL) == -1 && errno == ECHILD);
    signal(SIGCHLD, SIG_IGN);
    if (fork() == 0)
        _exit(1);
    printf("ignored: %d\n", wait(NULL) == -1 && errno == ECHILD);
    return 0;
}
