#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static sigjmp_buf back;
static void handler(int n) { siglongjmp(back, n); }

int main(void)
{
    signal(SIGSEGV, handler);
    volatile int times = 0;
    for (volatile int i = 0; i < 3; i++) {
        if (sigsetjmp(back, 1) == 0)
            *(volatile char *)8 = 1;
        else
            times++;            /* the mask came back, so it works again */
    }
    printf("%d\n", times);
    return 0;
}
