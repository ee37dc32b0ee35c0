// A pager in user space: pages of a file are read in by the SIGSEGV handler,
// three frames at most; the one opened first goes first.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define PAGES 8
#define FRAMES 3

static char *volatile space;
static int file, queue[FRAMES], used, oldest;
static volatile int reads, evictions;

static void pageIn(int sig, siginfo_t *si, void *uc)
{
    int page = ((char *)si->si_addr - space) / PAGE;
    if (page < 0 || page >= PAGES)
        _exit(2);
    if (used == FRAMES) {
        char *victim = space + queue[oldest] * PAGE;
        madvise(victim, PAGE, MADV_DONTNEED);
        mprotect(victim, PAGE, PROT_NONE);
        evictions++;
        queue[oldest] = page;
        oldest = (oldest + 1) % FRAMES;
    } else {
        queue[used++] = page;
    }
    mprotect(space + page * PAGE, PAGE, PROT_READ | PROT_WRITE);
    pread(file, space + page * PAGE, PAGE, page * PAGE);
    mprotect(space + page * PAGE, PAGE, PROT_READ);
    reads++;
}

int main(void)
{
    file = open("backing", O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < PAGES; i++) {
        char line[32];
        pwrite(file, line, sprintf(line, "contents of page %d", i) + 1, i * PAGE);
    }
    struct sigaction sa = {.sa_sigaction = pageIn, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    space = mmap(NULL, PAGES * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const int reference[] = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3};
    for (int i = 0; i < 12; i++) {
        char first = *(volatile char *)(space + reference[i] * PAGE);
        printf("%c %s: %d reads, %d evictions\n", first, space + reference[i] * PAGE + 12, reads, evictions);
    }
    return 0;
}
