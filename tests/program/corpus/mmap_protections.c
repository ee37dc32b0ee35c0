#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void handler(int n, siginfo_t *i, void *c) { siglongjmp(back, i->si_code == SEGV_ACCERR ? 2 : 1); }

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &a, NULL);
    int p[3] = {PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE};
    for (volatile int i = 0; i < 3; i++) {
        volatile char *m = mmap(NULL, 4096, p[i], MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        int r = sigsetjmp(back, 1);
        if (r == 0) { char c = m[0]; printf("load ok, "); } else printf("load refused (%d), ", r);
        r = sigsetjmp(back, 1);
        if (r == 0) { m[0] = 1; printf("store ok\n"); } else printf("store refused (%d)\n", r);
    }
    return 0;
}
