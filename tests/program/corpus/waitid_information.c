// waitid tells of a child's end in a siginfo_t.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <errno.h>
#include <unistd.h>

static void show(const siginfo_t *info, pid_t child)
{
    printf("signo %d code %d status %d is child %d uid %d\n", info->si_signo == SIGCHLD, info->si_code,
           info->si_status, info->si_pid == child, info->si_uid == getuid());
}

int main(void)
{
    siginfo_t info;
    pid_t first = fork();
    if (first == 0)
        _exit(42);
    memset(&info, 0, sizeof info);
    if (waitid(P_PID, first, &info, WEXITED) != 0)
        perror("waitid");
    show(&info, first);

    pid_t second = fork();
    if (second == 0) {
        pause();
        _exit(1);
    }
    memset(&info, 0x55, sizeof info);
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) != 0)
        perror("waitid");
    printf("none yet: pid %d signo %d\n", info.si_pid, info.si_signo);
    kill(second, SIGTERM);
    waitid(P_ALL, 0, &info, WEXITED);
    show(&info, second);

    errno = 0;
    int r = waitid(P_ALL, 0, &info, WEXITED);
    printf("%d %s\n", r, strerror(errno));
    r = waitid(P_ALL, 0, &info, 0);
    printf("%d %s\n", r, strerror(errno));
    return 0;
}
