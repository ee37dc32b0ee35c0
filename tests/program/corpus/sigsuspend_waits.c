#include <signal.h>
#include <stdio.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void handler(int n) { got = 1; }

int main(void)
{
    sigset_t block, old;
    sigemptyset(&block);
    sigaddset(&block, SIGUSR1);
    sigprocmask(SIG_BLOCK, &block, &old);
    signal(SIGUSR1, handler);
    if (fork() == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    int r = 0;
    while (!got)
        r = sigsuspend(&old);
    int interrupted = errno == EINTR;
    wait(NULL);
    printf("%d %d %d\n", got, r, interrupted);
    return 0;
}
