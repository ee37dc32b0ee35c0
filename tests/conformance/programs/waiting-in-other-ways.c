// waitid: look without collecting, then collect; and what is told of an exit and of a kill.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, int r, siginfo_t *i, pid_t pid)
{
    if (r == -1) {
        printf("%s: %s\n", what, strerror(errno));
        return;
    }
    printf("%s: %s, code %s, status %d\n", what, i->si_pid == pid ? "our child" : i->si_pid == 0 ? "nobody" : "other",
           i->si_code == CLD_EXITED ? "exited" : i->si_code == CLD_KILLED ? "killed" : "none", i->si_status);
}

int main(void)
{
    pid_t a = fork();
    if (a == 0)
        _exit(3);
    siginfo_t info;
    memset(&info, 0, sizeof info);
    show("look", waitid(P_PID, a, &info, WEXITED | WNOWAIT), &info, a);
    show("look again", waitid(P_ALL, 0, &info, WEXITED | WNOWAIT), &info, a);
    show("collect", waitid(P_PID, a, &info, WEXITED), &info, a);
    memset(&info, 0, sizeof info);
    show("gone", waitid(P_PID, a, &info, WEXITED), &info, a);
    pid_t b = fork();
    if (b == 0)
        for (;;)
            pause();
    memset(&info, 0, sizeof info);
    show("not yet", waitid(P_PID, b, &info, WEXITED | WNOHANG), &info, b);
    kill(b, SIGTERM);
    show("killed", waitid(P_PID, b, &info, WEXITED), &info, b);
    show("no options", waitid(P_PID, b, &info, 0), &info, b);
    return 0;
}
