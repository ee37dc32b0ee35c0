// alarm ends pause and sleep; a new alarm replaces the old one.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

static void ring(int signo)
{
    rang++;
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = ring;
    sigaction(SIGALRM, &sa, NULL);
    printf("none was set: %u\n", alarm(1));
    int r = pause();
    printf("pause: %d %s, rang %d\n", r, strerror(errno), (int)rang);
    alarm(100);
    printf("replaced, about %u left\n", alarm(1));
    unsigned left = sleep(50);
    printf("sleep was cut short: %s, rang %d\n", left >= 48 && left <= 50 ? "yes" : "no", (int)rang);
    alarm(20);
    printf("cancelled, about %u left\n", alarm(0));
    printf("none is set: %u\n", alarm(0));
    return 0;
}
