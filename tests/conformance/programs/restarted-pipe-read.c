// With SA_RESTART the read goes on after the handler, which itself writes
// the byte that is waited for.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int ends[2];
static volatile sig_atomic_t rings;

static void handler(int signo)
{
    if (++rings < 2)
        alarm(1);
    else
        write(ends[1], "late", 4);
}

static void run(int flags)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;
    sa.sa_flags = flags;
    sigaction(SIGALRM, &sa, NULL);
    rings = 0;
    alarm(1);
    char text[8] = "";
    int interrupted = 0;
    ssize_t n;
    while ((n = read(ends[0], text, 7)) == -1 && errno == EINTR)
        interrupted++;
    printf("%s: %zd bytes \"%s\", %d rings, %d times EINTR\n", flags ? "SA_RESTART" : "without", n, text, (int)rings,
           interrupted);
}

int main(void)
{
    if (pipe(ends) == -1)
        return 1;
    run(SA_RESTART);
    run(0);
    return 0;
}
