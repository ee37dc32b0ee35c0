// A handler interrupted by another; masks during handlers; SA_NODEFER.
#include <signal.h>
#include <stdio.h>
#include <string.h>

static char trace[64];
static volatile int at, depth;

static void add(char c)
{
    trace[at++] = c;
}

static void first(int signo)
{
    add('(');
    raise(SIGUSR2);
    if (depth++ < 1)
        raise(SIGUSR1);
    add(')');
}

static void second(int signo)
{
    add('2');
}

static void run(const char *title, int flags, int masked)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = first;
    sa.sa_flags = flags;
    sigemptyset(&sa.sa_mask);
    if (masked)
        sigaddset(&sa.sa_mask, SIGUSR2);
    sigaction(SIGUSR1, &sa, NULL);
    memset(trace, 0, sizeof trace);
    at = depth = 0;
    raise(SIGUSR1);
    printf("%-30s %s\n", title, trace);
}

int main(void)
{
    signal(SIGUSR2, second);
    run("plain", 0, 0);
    run("USR2 masked", 0, 1);
    run("SA_NODEFER", SA_NODEFER, 0);
    run("SA_NODEFER, USR2 masked", SA_NODEFER, 1);
    return 0;
}
