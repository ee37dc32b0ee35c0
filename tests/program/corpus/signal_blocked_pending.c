#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t count;
static void handler(int n) { count++; }

int main(void)
{
    signal(SIGUSR1, handler);
    sigset_t set, pending, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    raise(SIGUSR1);             /* one is pending already: not counted */
    sigpending(&pending);
    printf("%d %d %d\n", count, sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2));
    sigprocmask(SIG_SETMASK, &old, NULL);
    printf("%d\n", count);
    return 0;
}
