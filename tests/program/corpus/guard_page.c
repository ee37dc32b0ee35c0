/* A guard page behind a buffer; an overrun is caught on an alternate stack and jumped out of. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile sig_atomic_t hits;
static char *volatile where;
static int volatile code;

static void overrun(int sig, siginfo_t *info, void *context)
{
    (void)sig;
    (void)context;
    hits++;
    where = info->si_addr;
    code = info->si_code;
    siglongjmp(back, 1);
}

static char *guarded(size_t pages)
{
    long size = sysconf(_SC_PAGESIZE);
    char *p = mmap(NULL, (pages + 1) * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || mprotect(p + pages * size, size, PROT_NONE) < 0)
        exit(EXIT_FAILURE);
    return p;
}

int main(void)
{
    stack_t alternate = {.ss_sp = malloc(SIGSTKSZ * 4), .ss_size = SIGSTKSZ * 4, .ss_flags = 0};
    sigaltstack(&alternate, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = overrun;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(SIGSEGV, &action, NULL);

    for (size_t pages = 1; pages <= 3; pages++) {
        char *buffer = guarded(pages);
        long size = sysconf(_SC_PAGESIZE);
        volatile size_t i = 0;
        if (sigsetjmp(back, 1) == 0)
            for (;; i++)
                buffer[i] = 'x';
        printf("%zu page(s): stopped at %zu, fault %ld behind the start, code %d\n", pages, (size_t)i,
               (long)(where - buffer), code == SEGV_ACCERR);
        if ((long)i != (long)(pages * size))
            return 1;
        munmap(buffer, (pages + 1) * size);
    }
    printf("hits %d\n", (int)hits);
    return 0;
}
