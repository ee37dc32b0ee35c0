#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void handler(int n) { siglongjmp(back, 1); }

int main(void)
{
    signal(SIGSEGV, handler);
    volatile char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 4; i++) p[i * 4096] = 'a' + i;
    munmap((char *)p + 4096, 4096);
    for (volatile int i = 0; i < 4; i++)
        if (sigsetjmp(back, 1) == 0) printf("%c ", p[i * 4096]);
        else printf("gone ");
    printf("\n%d\n", munmap((char *)p, 4 * 4096));   /* holes do not matter */
    return 0;
}
