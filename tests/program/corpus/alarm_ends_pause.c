#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void handler(int n) { rang++; }

int main(void)
{
    signal(SIGALRM, handler);
    alarm(100);
    unsigned left = alarm(1);
    while (!rang)
        pause();
    printf("%d %d %u\n", rang, left > 90, alarm(0));
    return 0;
}
