// A read that waits too long is broken off by an alarm.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void ring(int s)
{
    (void)s;
    rang++;
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = ring; /* no SA_RESTART: read is interrupted */
    sigaction(SIGALRM, &sa, NULL);
    int ends[2];
    pipe(ends);
    char c;
    alarm(1);
    ssize_t n = read(ends[0], &c, 1);
    printf("read %zd: %s, rang %d\n", n, n < 0 ? strerror(errno) : "", rang);
    write(ends[1], "x", 1);
    alarm(1);
    n = read(ends[0], &c, 1);
    alarm(0);
    printf("read %zd, rang %d\n", n, rang);
    printf("left over: %u\n", alarm(10) != 0);
    printf("cancelled: %d\n", alarm(0) > 0);
    return 0;
}
