// Every way in which a child can end, as wait reports it.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void end_somehow(int how)
{
    volatile int zero = 0;
    switch (how) {
    case 0: exit(0);
    case 1: exit(300);
    case 2: _exit(-1);
    case 3: abort();
    case 4: raise(SIGTERM);
    case 5: *(volatile int *)8 = 1;
    case 6: kill(getpid(), SIGKILL);
    case 7: signal(SIGINT, SIG_IGN); raise(SIGINT); exit(7);
    case 8: mprotect((void *)1, 1, 0); exit(8);
    case 9: zero = 5 / zero; exit(zero);
    }
}

int main(void)
{
    for (int how = 0; how < 10; how++) {
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            end_somehow(how);
            _exit(99);
        }
        int status;
        if (wait(&status) != pid)
            return 1;
        if (WIFEXITED(status))
            printf("%d: exited with %d\n", how, WEXITSTATUS(status));
        else if (WIFSIGNALED(status))
            printf("%d: killed by signal %d\n", how, WTERMSIG(status));
    }
    return 0;
}
