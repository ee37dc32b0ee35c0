#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

static volatile char *volatile page;
static volatile int faults;
static void handler(int n, siginfo_t *info, void *c)
{
    faults++;
    if (info->si_addr == page + 10)
        mprotect((void *)page, 4096, PROT_READ | PROT_WRITE);
}

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &a, NULL);
    page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[10] = 'x';                 /* tried again after the handler */
    page[11] = 'y';
    printf("%d %c%c\n", faults, page[10], page[11]);
    return 0;
}
