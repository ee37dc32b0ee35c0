// A write barrier: the first store to a page is noted, then let through.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGES 12

static char *heap;
static size_t page;
static volatile sig_atomic_t dirty[PAGES];
static volatile sig_atomic_t traps;

static void barrier(int signo, siginfo_t *info, void *context)
{
    size_t offset = (char *)info->si_addr - heap;
    if (offset >= PAGES * page)
        _exit(99);
    dirty[offset / page] = 1;
    traps++;
    mprotect(heap + offset / page * page, page, PROT_READ | PROT_WRITE);
}

static void arm(void)
{
    for (int i = 0; i < PAGES; i++)
        dirty[i] = 0;
    traps = 0;
    mprotect(heap, PAGES * page, PROT_READ);
}

static void report(const char *phase)
{
    printf("%-12s %d traps, dirty:", phase, (int)traps);
    for (int i = 0; i < PAGES; i++)
        if (dirty[i])
            printf(" %d", i);
    printf("\n");
}

int main(void)
{
    page = sysconf(_SC_PAGESIZE);
    struct sigaction sa = {.sa_sigaction = barrier, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    heap = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    volatile int *words = (int *)heap;
    int n = PAGES * page / sizeof(int);
    arm();
    for (int i = 0; i < n; i += 700)
        words[i] = i;
    report("every 700th");
    arm();
    long sum = 0;
    for (int i = 0; i < n; i++)
        sum += words[i];
    report("only loads");
    arm();
    words[n - 1] = 1;
    words[0] = 1;
    words[n / 2] += 5;
    words[n / 2 + 1] += 5;
    report("three places");
    printf("sum %ld\n", sum);
    return 0;
}
