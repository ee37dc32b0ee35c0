#include <signal.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    printf("%s\n%s\n%s\n", strsignal(SIGSEGV), strsignal(SIGBUS), strsignal(SIGTERM));
    printf("%d %d %d %d %d\n", SIGSEGV, SIGBUS, SIGKILL, SIGCHLD, SIGUSR1);
    return 0;
}
