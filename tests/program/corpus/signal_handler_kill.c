#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void handler(int n)
{
    (void)n;
    write(1, "handler\n", 8);
}

int main(void)
{
    struct sigaction a = {.sa_handler = handler};
    sigemptyset(&a.sa_mask);
    sigaction(SIGTERM, &a, NULL);
    printf("before\n");
    kill(getpid(), SIGTERM);
    printf("after\n");
    return 0;
}
