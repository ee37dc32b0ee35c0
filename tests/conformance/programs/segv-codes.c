// SEGV_MAPERR and SEGV_ACCERR, load and store, with the offset of si_addr.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
static sigjmp_buf jump;
static volatile int code;
static char *volatile address;

static void onFault(int number, siginfo_t *info, void *context)
{
    code = info->si_code;
    address = info->si_addr;
    siglongjmp(jump, number);
}

static void probe(const char *what, char *base, long offset, int store)
{
    volatile char *p = base + offset;
    if (sigsetjmp(jump, 1) == 0) {
        if (store)
            *p = 1;
        else
            (void)*p;
        printf("%-22s %s ok\n", what, store ? "store" : "load ");
        return;
    }
    printf("%-22s %s %s at +%ld\n", what, store ? "store" : "load ",
           code == SEGV_MAPERR ? "SEGV_MAPERR" : code == SEGV_ACCERR ? "SEGV_ACCERR" : "other",
           (long)(address - base));
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = onFault;
    sa.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &sa, NULL);
    char *m = mmap(NULL, 5 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(m + PAGE, PAGE, PROT_READ);
    mprotect(m + 2 * PAGE, PAGE, PROT_NONE);
    munmap(m + 3 * PAGE, PAGE);
    mprotect(m + 4 * PAGE, PAGE, PROT_WRITE);
    const char *names[] = {"read and write", "read-only", "no access", "hole", "write without read"};
    for (int store = 0; store < 2; store++)
        for (int i = 0; i < 5; i++)
            probe(names[i], m, i * PAGE + 100 * i + 1, store);
    probe("null", NULL, 0, 0);
    probe("null and a bit", NULL, 24, 1);
    return 0;
}
