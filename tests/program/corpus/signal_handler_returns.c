#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t count, last;
static void handler(int n) { count++; last = n; }

int main(void)
{
    void (*old)(int) = signal(SIGUSR1, handler);
    printf("%d\n", old == SIG_DFL);
    raise(SIGUSR1);
    raise(SIGUSR1);
    printf("%d %d\n", count, last == SIGUSR1);
    old = signal(SIGUSR1, SIG_IGN);
    printf("%d\n", old == handler);
    raise(SIGUSR1);
    printf("%d\n", count);
    return 0;
}
