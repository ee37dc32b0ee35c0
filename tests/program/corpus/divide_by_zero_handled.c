#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static sigjmp_buf back;
static void handler(int n, siginfo_t *info, void *c)
{
    siglongjmp(back, info->si_code == FPE_INTDIV ? 2 : 1);
}

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGFPE, &a, NULL);
    volatile int zero = 0;
    int r = sigsetjmp(back, 1);
    if (r == 0)
        printf("%d\n", 5 % zero);
    printf("%d\n", r);
    return 0;
}
