// All access is taken away, given back one page at a time, and counted.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define PAGES 5
static unsigned char *data;
static volatile int hits[PAGES];

static void count(int n, siginfo_t *info, void *u)
{
    int page = ((unsigned char *)info->si_addr - data) / PAGE;
    if (page < 0 || page >= PAGES)
        _exit(1);
    hits[page]++;
    mprotect(data + page * PAGE, PAGE, PROT_READ);
}

static unsigned hash(int from, int to)
{
    unsigned h = 2166136261u;
    for (int i = from; i < to; i += 16)
        h = (h ^ data[i]) * 16777619u;
    return h;
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = count, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    data = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < PAGES * PAGE; i += 16)
        data[i] = i >> 6;
    const int ranges[][2] = {{0, 20480}, {5000, 5001}, {8000, 9000}, {16384, 20480}, {4095, 4096}};
    for (int i = 0; i < 5; i++) {
        mprotect(data, PAGES * PAGE, PROT_NONE);
        printf("%08x\n", hash(ranges[i][0], ranges[i][1]));
    }
    for (int i = 0; i < PAGES; i++)
        printf("page %d: %d\n", i, hits[i]);
    return 0;
}
