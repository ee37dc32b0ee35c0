// mremap gives the end of a mapping back; growing again brings zeros.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
static sigjmp_buf env;

static void fault(int sig)
{
    siglongjmp(env, 1);
}

int main(void)
{
    signal(SIGSEGV, fault);
    char *p = mmap(NULL, 5 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    memset(p, 'p', 5 * PAGE);
    char *q = mremap(p, 5 * PAGE, 2 * PAGE, 0);
    printf("shrunk in place: %s\n", q == p ? "yes" : "no");
    if (sigsetjmp(env, 1) == 0) {
        volatile char c = p[2 * PAGE];
        printf("page 2 still has %c\n", c);
    } else {
        printf("page 2 is gone\n");
    }
    q = mremap(p, 2 * PAGE, 4 * PAGE, 0);
    printf("grown in place: %s\n", q == p ? "yes" : "no");
    if (q == p)
        for (int i = 0; i < 4; i++)
            printf("page %d: %d\n", i, p[i * PAGE + 4095]);
    q = mremap(p, 4 * PAGE, 4 * PAGE, 0);
    printf("same size: %s\n", q == p ? "unchanged" : "other");
    munmap(p, 4 * PAGE);
    return 0;
}
