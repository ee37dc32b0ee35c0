#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void handler(int n, siginfo_t *info, void *context)
{
    dprintf(1, "%d %d %d %lx\n", n == SIGSEGV, info->si_signo == SIGSEGV,
            info->si_code == SEGV_MAPERR, (unsigned long)info->si_addr);
    _exit(5);
}

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &a, NULL);
    volatile char *p = (char *)0x123;
    *p = 1;
    return 0;
}
