#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf back;
static char *volatile where;
static void handler(int n, siginfo_t *i, void *c) { where = i->si_addr; siglongjmp(back, 1); }

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &a, NULL);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(p + 4096, 4096);
    memset(p, 'x', 4096);           /* no NUL in the page */
    if (sigsetjmp(back, 1) == 0) printf("%zu\n", strlen(p));
    else printf("strlen: %d\n", where >= p + 4096 && where < p + 8192);
    p[4095] = '\0';
    printf("%zu\n", strlen(p));
    printf("%zu\n", strnlen(p + 4000, 50));
    return 0;
}
