// Is an address readable? Asked twice: by write(2) to a pipe and by a handler.
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf env;
static int ends[2];

static void handler(int sig)
{
    siglongjmp(env, sig);
}

static bool by_signal(const char *p)
{
    if (sigsetjmp(env, 1))
        return false;
    char c = *(volatile const char *)p;
    (void)c;
    return true;
}

static bool by_write(const char *p)
{
    char sink;
    if (write(ends[1], p, 1) == -1)
        return false;
    return read(ends[0], &sink, 1) == 1;
}

static int global = 3;

int main(void)
{
    pipe(ends);
    signal(SIGSEGV, handler);
    signal(SIGBUS, handler);
    char *p = mmap(NULL, 4096 * 3, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    mprotect(p + 4096, 4096, PROT_NONE);
    munmap(p + 2 * 4096, 4096);
    const char *where[] = {p, p + 4095, p + 4096, p + 8191, p + 8192, NULL, (char *)&global, "literal"};
    for (int i = 0; i < 8; i++)
        printf("%d: %s %s\n", i, by_signal(where[i]) ? "yes" : "no", by_write(where[i]) ? "yes" : "no");
    return 0;
}
