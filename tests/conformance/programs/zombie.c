// A child that has ended can still be signalled until it is waited for.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    pipe(ends);
    pid_t pid = fork();
    if (pid == 0)
        _exit(42);
    close(ends[1]);
    char c;
    read(ends[0], &c, 1);           // returns when the child has gone
    siginfo_t info = {0};
    waitid(P_PID, pid, &info, WEXITED | WNOWAIT);
    printf("ended, not collected: status %d, %s\n", info.si_status, info.si_pid == pid ? "our child" : "?");
    printf("kill 0: %d\n", kill(pid, 0));
    printf("kill SIGTERM: %d\n", kill(pid, SIGTERM));
    int status;
    printf("waitpid gives our child: %d\n", waitpid(pid, &status, 0) == pid);
    printf("status %d\n", WEXITSTATUS(status));
    int r = kill(pid, 0);
    printf("kill 0: %d %s\n", r, strerror(errno));
    r = waitpid(pid, &status, 0);
    printf("waitpid: %d %s\n", r, strerror(errno));
    r = wait(&status);
    printf("wait: %d %s\n", r, strerror(errno));
    return 0;
}
