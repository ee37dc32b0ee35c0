// A buffer between two guard pages: an overrun by one byte is caught at once.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf env;
static void caught(int sig)
{
    siglongjmp(env, 1);
}

static char *guarded(size_t size)
{
    size_t page = getpagesize();
    size_t room = (size + page - 1) / page * page;
    char *p = mmap(NULL, room + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        exit(1);
    mprotect(p + page, room, PROT_READ | PROT_WRITE);
    return p + page + room - size;
}

static void fill(char *buffer, int count)
{
    volatile int i = 0;
    if (sigsetjmp(env, 1) == 0) {
        for (; i < count; i++)
            ((volatile char *)buffer)[i] = '.';
        printf("%d bytes written\n", count);
    } else {
        printf("stopped at byte %d of %d\n", i, count);
    }
}

int main(void)
{
    signal(SIGSEGV, caught);
    char *a = guarded(100), *b = guarded(5000);
    fill(a, 100);
    fill(a, 101);
    fill(b, 5000);
    fill(b, 10000);
    fill(a - 3996, 4096);
    fill(a - 3997, 10);
    if (sigsetjmp(env, 1) == 0)
        memset(b, 'x', 5001);
    else
        printf("memset stopped, too\n");
    return 0;
}
