// Blocked signals wait; two of a kind become one; order after unblocking.
#include <signal.h>
#include <stdio.h>

static char order[20];
static volatile int n;

static void note(int signo)
{
    order[n++] = signo == SIGUSR1 ? '1' : signo == SIGUSR2 ? '2' : 'h';
}

int main(void)
{
    signal(SIGUSR1, note);
    signal(SIGUSR2, note);
    signal(SIGHUP, note);
    sigset_t block, old, pending;
    sigemptyset(&block);
    sigaddset(&block, SIGUSR1);
    sigaddset(&block, SIGUSR2);
    sigprocmask(SIG_BLOCK, &block, &old);
    raise(SIGUSR2);
    raise(SIGUSR1);
    raise(SIGUSR2);
    raise(SIGHUP);
    printf("while blocked: \"%s\"\n", order);
    sigpending(&pending);
    printf("pending: %d %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2),
           sigismember(&pending, SIGHUP));
    sigdelset(&block, SIGUSR2);
    sigprocmask(SIG_SETMASK, &block, NULL);
    printf("USR2 let through: \"%s\"\n", order);
    sigprocmask(SIG_SETMASK, &old, NULL);
    printf("all let through: \"%s\"\n", order);
    sigpending(&pending);
    printf("pending: %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2));
    sigprocmask(SIG_BLOCK, NULL, &block);
    printf("in the mask: %d\n", sigismember(&block, SIGUSR1));
    return 0;
}
