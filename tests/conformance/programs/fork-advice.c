// MADV_DONTFORK and MADV_WIPEONFORK: what a child doesn't get.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf env;

static void handler(int signo)
{
    siglongjmp(env, 1);
}

static void look(const char *who, char *p)
{
    printf("%s:", who);
    for (int i = 0; i < 5; i++)
        if (sigsetjmp(env, 1) == 0)
            printf(" %d", *(volatile char *)(p + i * 4096));
        else
            printf(" -");
    printf("\n");
    fflush(stdout);
}

int main(void)
{
    signal(SIGSEGV, handler);
    char *p = mmap(NULL, 5 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    for (int i = 0; i < 5; i++)
        p[i * 4096] = i + 1;
    printf("%d %d\n", madvise(p + 4096, 4096, MADV_DONTFORK), madvise(p + 3 * 4096, 4096, MADV_WIPEONFORK));
    if (fork() == 0) {
        look("child", p);
        _exit(0);
    }
    wait(NULL);
    madvise(p, 5 * 4096, MADV_DOFORK);
    madvise(p, 5 * 4096, MADV_KEEPONFORK);
    if (fork() == 0) {
        look("child", p);
        _exit(0);
    }
    wait(NULL);
    look("parent", p);
    return 0;
}
