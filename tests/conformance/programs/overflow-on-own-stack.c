// A recursion without end is caught on an alternate signal stack, and the program goes on.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sigjmp_buf recover;
static volatile int depth;

static void on_fault(int sig, siginfo_t *info, void *context)
{
    (void)context;
    siglongjmp(recover, info->si_code == SEGV_MAPERR ? 1 : 2);
    (void)sig;
}

static int down(int n)
{
    char room[1024];
    memset(room, n, sizeof room);
    depth = n;
    return down(n + 1) + room[n % 1024];
}

int main(void)
{
    stack_t ss = {.ss_sp = malloc(SIGSTKSZ), .ss_size = SIGSTKSZ};
    if (sigaltstack(&ss, NULL) == -1)
        return 1;
    struct sigaction sa = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&sa.sa_mask);
    sigaction(SIGSEGV, &sa, NULL);
    int code = sigsetjmp(recover, 1);
    if (code == 0)
        printf("%d\n", down(0));
    printf("caught, code %d, deep enough: %s\n", code, depth > 1000 ? "yes" : "no");
    stack_t now;
    sigaltstack(NULL, &now);
    printf("alternate stack %s, same size: %d\n", now.ss_flags & SS_ONSTACK ? "in use" : "idle",
           now.ss_size == ss.ss_size);
    return 0;
}
