#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    printf("printed\n");
    printf("lost, for it has no newline");
    kill(getpid(), SIGTERM);
    printf("never\n");
    return 0;
}
