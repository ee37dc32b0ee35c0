// A child is stopped, continued and ended by signals; waitpid tells each.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void report(pid_t pid, int options)
{
    int status;
    pid_t r = waitpid(pid, &status, options);
    if (r == 0)
        printf("nothing yet\n");
    else if (r == -1)
        perror("waitpid");
    else if (WIFSTOPPED(status))
        printf("stopped by signal %d\n", WSTOPSIG(status));
    else if (WIFCONTINUED(status))
        printf("continued\n");
    else if (WIFSIGNALED(status))
        printf("killed by signal %d\n", WTERMSIG(status));
    else
        printf("exited with %d\n", WEXITSTATUS(status));
}

int main(void)
{
    pid_t pid = fork();
    if (pid == 0)
        for (;;)
            pause();
    report(pid, WNOHANG | WUNTRACED | WCONTINUED);
    kill(pid, SIGSTOP);
    report(pid, WUNTRACED);
    report(pid, WNOHANG | WUNTRACED);
    kill(pid, SIGCONT);
    report(pid, WCONTINUED);
    kill(pid, SIGSTOP);
    report(pid, WUNTRACED);
    kill(pid, SIGCONT);
    kill(pid, SIGTERM);
    report(pid, 0);
    return 0;
}
