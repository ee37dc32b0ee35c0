// A hole is punched into a region with munmap; each page is then probed.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

#define PAGES 8
#define PAGE 4096
static sigjmp_buf env;
static volatile int code;

static void handler(int sig, siginfo_t *si, void *unused)
{
    code = si->si_code;
    siglongjmp(env, 1);
}

static void map_of(char *p)
{
    for (int i = 0; i < PAGES; i++) {
        if (sigsetjmp(env, 1) == 0) {
            volatile char c = p[i * PAGE];
            putchar(c ? c : '0');
        } else {
            putchar(code == SEGV_MAPERR ? '-' : 'x');
        }
    }
    putchar('\n');
}

int main(void)
{
    struct sigaction sa;
    sa.sa_flags = SA_SIGINFO;
    sigemptyset(&sa.sa_mask);
    sa.sa_sigaction = handler;
    sigaction(SIGSEGV, &sa, NULL);
    char *p = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < PAGES; i++)
        p[i * PAGE] = 'a' + i;
    map_of(p);
    munmap(p + 3 * PAGE, 2 * PAGE);
    map_of(p);
    munmap(p + 6 * PAGE, 1);
    map_of(p);
    printf("over holes: %d\n", munmap(p + 2 * PAGE, 5 * PAGE));
    map_of(p);
    mmap(p + 3 * PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    map_of(p);
    munmap(p, PAGES * PAGE);
    map_of(p);
    return 0;
}
