// mprotect of the middle splits a mapping in three, and merges it back.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
static sigjmp_buf env;
static char *p;

static void handler(int sig)
{
    siglongjmp(env, sig);
}

static char kind(char *at)
{
    volatile char *v = at;
    char c;
    if (sigsetjmp(env, 1))
        return '-';
    c = *v;
    if (sigsetjmp(env, 1))
        return 'r';
    *v = c;
    return 'w';
}

static void change(int first, int pages, int protection)
{
    int result = mprotect(p + first * PAGE, pages * PAGE, protection);
    printf("pages %d..%d to %d: %d  ", first, first + pages - 1, protection, result);
    for (int i = 0; i < 7; i++)
        putchar(kind(p + i * PAGE));
    putchar('\n');
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;
    sigaction(SIGSEGV, &sa, NULL);
    p = mmap(NULL, 7 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    change(0, 7, PROT_READ | PROT_WRITE);
    change(2, 3, PROT_READ);
    change(3, 1, PROT_NONE);
    change(1, 3, PROT_READ | PROT_WRITE);
    change(4, 1, PROT_READ | PROT_WRITE);
    change(0, 7, PROT_NONE);
    change(6, 1, PROT_READ);
    change(0, 7, PROT_READ | PROT_WRITE);
    return 0;
}
