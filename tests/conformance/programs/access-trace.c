// Which pages does a program touch, and in which order? Only one page is open
// at a time: each touch of another one traps.
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define PAGES 8

static char *volatile mem;
static int open_page = -1;
static char trace[200];
static volatile int length;

static void tracer(int sig, siginfo_t *si, void *uc)
{
    int page = ((char *)si->si_addr - mem) / PAGE;
    if (page < 0 || page >= PAGES || length >= 199)
        _exit(1);
    if (open_page >= 0)
        mprotect(mem + open_page * PAGE, PAGE, PROT_NONE);
    mprotect(mem + page * PAGE, PAGE, PROT_READ | PROT_WRITE);
    open_page = page;
    trace[length++] = '0' + page;
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = tracer, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    mem = mmap(NULL, PAGES * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    volatile int *v = (volatile int *)mem;
    int n = PAGES * PAGE / (int)sizeof(int);
    for (int i = 0; i < n; i += 100)
        v[i] = n - i;
    printf("scan:     %.*s\n", length, trace);
    length = 0;
    int lo = 0, hi = n / 100;
    while (lo < hi) {
        int mid = (lo + hi) / 2;
        if (v[mid * 100] > 1300)
            lo = mid + 1;
        else
            hi = mid;
    }
    printf("bisect:   %.*s (found %d)\n", length, trace, lo * 100);
    length = 0;
    for (int i = 0; i < 40; i++) {
        int a = i * 137 % n, b = n - 1 - a;
        int t = v[a];
        v[a] = v[b];
        v[b] = t;
    }
    printf("exchange: %.*s\n", length, trace);
    return 0;
}
