// Handlers, ignored and default signals; one-shot handlers; the old action.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t count[65];

static void tally(int signo)
{
    count[signo]++;
}

int main(void)
{
    struct sigaction sa, old;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = tally;
    sigemptyset(&sa.sa_mask);
    sigaction(SIGUSR1, &sa, NULL);
    sa.sa_flags = SA_RESETHAND;
    sigaction(SIGUSR2, &sa, NULL);
    for (int i = 0; i < 5; i++)
        raise(SIGUSR1);
    kill(getpid(), SIGUSR2);
    printf("USR1 %d, USR2 %d\n", (int)count[SIGUSR1], (int)count[SIGUSR2]);
    sigaction(SIGUSR2, NULL, &old);
    printf("USR2 is back to default: %s\n", old.sa_handler == SIG_DFL ? "yes" : "no");
    sa.sa_handler = SIG_IGN;
    sa.sa_flags = 0;
    sigaction(SIGUSR1, &sa, &old);
    printf("the old one was tally: %s\n", old.sa_handler == tally ? "yes" : "no");
    raise(SIGUSR1);
    printf("ignored: %d\n", (int)count[SIGUSR1]);
    sigaction(SIGUSR1, &old, NULL);
    raise(SIGUSR1);
    printf("restored: %d\n", (int)count[SIGUSR1]);
    printf("SIGKILL: %d, signal 0: %d, signal 999: %d\n", sigaction(SIGKILL, &sa, NULL), sigaction(0, &sa, NULL),
           sigaction(999, &sa, NULL));
    void (*was)(int) = signal(SIGTERM, SIG_IGN);
    printf("%d %d\n", was == SIG_DFL, signal(SIGTERM, SIG_DFL) == SIG_IGN);
    return 0;
}
