#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void second(int n) { write(1, "[second]", 8); }
static void first(int n)
{
    write(1, "<first", 6);
    raise(SIGUSR2);             /* waits until first returns */
    raise(SIGUSR1);             /* so does the signal itself */
    write(1, ">", 1);
    signal(SIGUSR1, second);
}

int main(void)
{
    struct sigaction a = {.sa_handler = first}, b = {.sa_handler = second};
    sigemptyset(&a.sa_mask);
    sigaddset(&a.sa_mask, SIGUSR2);
    sigaction(SIGUSR1, &a, NULL);
    sigaction(SIGUSR2, &b, NULL);
    raise(SIGUSR1);
    write(1, "\n", 1);
    return 0;
}
