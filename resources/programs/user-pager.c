// Demand paging, done by the program itself. A region is mapped without any
// permission, so the first touch of each page raises SIGSEGV. The handler is
// told the address; it opens the page, fills it and returns, and the access
// is repeated, now with success. This is what the kernel does at a page
// fault, one floor higher.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define PAGES 8

static char *region;
static volatile int faults;

static void pager(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    char *address = info->si_addr;
    if (address < region || address >= region + PAGES * PAGE)
        _exit(1);                       // a real mistake, not one of our pages

    long page = (address - region) / PAGE;
    char *start = region + page * PAGE;
    if (mprotect(start, PAGE, PROT_READ | PROT_WRITE) == -1)
        _exit(1);
    memset(start, 'a' + (int)page, PAGE);   // page 0 is all a, page 1 all b ...
    faults++;
}

int main(void)
{
    region = mmap(NULL, PAGES * PAGE, PROT_NONE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = pager;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &action, NULL);

    // volatile: the compiler must not move these accesses.
    volatile char *p = region;
    int pages[] = {2, 5, 2, 7, 5, 0};   // 2 and 5 are touched twice
    for (int i = 0; i < 6; i++) {
        char c = p[pages[i] * PAGE + 100];
        printf("page %d has %c, faults so far: %d\n", pages[i], c, faults);
    }

    p[PAGE] = 'B';                      // a store may be the first touch, too
    printf("page 1 has %.3s, faults so far: %d\n", region + PAGE, faults);
    munmap(region, PAGES * PAGE);
    return 0;
}
