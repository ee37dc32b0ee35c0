// SA_SIGINFO tells why a signal came and from whom: a fault, kill, raise, a child's end.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t last_code, last_sender, count;
static void note(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    last_code = info->si_code;
    last_sender = info->si_pid;
    count++;
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = note;
    sa.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &sa, NULL);
    sigaction(SIGCHLD, &sa, NULL);
    kill(getpid(), SIGUSR1);
    printf("kill: code %d, from ourselves %d\n", last_code == SI_USER, last_sender == getpid());
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        kill(parent, SIGUSR1);
        _exit(5);
    }
    while (count < 3)
        usleep(1000);
    int status;
    waitpid(child, &status, 0);
    printf("count %d, last from the child: %d, status %d\n", count, last_sender == child, WEXITSTATUS(status));
    return 0;
}
