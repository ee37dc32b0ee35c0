// Counts the page faults of parent and child after fork: loads cost nothing, the first store to each page one.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGES 32
static long page;

static long faults(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_minflt;
}

int main(void)
{
    page = sysconf(_SC_PAGESIZE);
    char *p = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long before = faults();
    for (int i = 0; i < PAGES; i++)
        p[i * page] = i;
    long after = faults();
    printf("first stores: %ld\n", after - before);
    pid_t child = fork();
    if (child == 0) {
        int sum = 0;
        before = faults();
        for (int i = 0; i < PAGES; i++)
            sum += p[i * page];
        after = faults();
        printf("child, loads: %ld (sum %d)\n", after - before, sum);
        before = faults();
        for (int i = 0; i < PAGES / 2; i++)
            p[i * page] = 'c';
        after = faults();
        printf("child, stores: %ld\n", after - before);
        fflush(stdout);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    before = faults();
    for (int i = 0; i < PAGES; i++)
        p[i * page]++;
    after = faults();
    printf("parent, stores: %ld\n", after - before);
    printf("p[0] = %d, p[31] = %d\n", p[0], p[31 * page]);
    return 0;
}
