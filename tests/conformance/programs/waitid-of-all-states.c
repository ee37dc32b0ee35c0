// waitid tells of a stop and of going on, looks at them without taking the news, and says what is wrong.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static siginfo_t told; // not on the stack

static void look(const char *what, idtype_t kind, id_t id, int options, pid_t child)
{
    memset(&told, 0x55, sizeof told);
    int r = waitid(kind, id, &told, options);
    if (r != 0) {
        printf("%s: %s, signo %d, pid %d\n", what, strerror(errno), told.si_signo, told.si_pid);
        return;
    }
    printf("%s: signo %d errno %d code %d status %d, %s, our user %d\n", what, told.si_signo, told.si_errno, told.si_code,
           told.si_status, told.si_pid == child ? "the child" : told.si_pid == 0 ? "nobody" : "another",
           told.si_pid == 0 || told.si_uid == getuid());
}

int main(void)
{
    look("no child", P_ALL, 0, WEXITED, 0);
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGSTOP);
    look("stop seen", P_PID, child, WSTOPPED | WNOWAIT, child);
    look("stop taken", P_PID, child, WSTOPPED, child);
    look("stop gone", P_PID, child, WSTOPPED | WNOHANG, child);
    kill(child, SIGCONT);
    look("going on", P_ALL, 0, WCONTINUED, child);
    kill(child, SIGKILL);
    look("end seen, by group", P_PGID, 0, WEXITED | WNOWAIT, child);
    look("end not asked for", P_PID, child, WSTOPPED | WNOHANG, child);
    printf("without a place: %d\n", waitid(P_PID, child, NULL, WEXITED | WNOWAIT));
    look("end taken", P_PID, child, WEXITED, child);
    look("gone", P_PID, child, WEXITED, child);
    look("no states", P_ALL, 0, WNOHANG, 0);
    look("bad options", P_ALL, 0, WEXITED | 64, 0);
    look("bad id", P_PID, 0, WEXITED, 0);
    look("bad kind", (idtype_t)9, 0, WEXITED, 0);

    child = fork();
    if (child == 0) {
        usleep(20000);
        _exit(7);
    }
    look("waited for", P_PID, child, WEXITED | WNOWAIT, child);
    int status;
    printf("waitpid still: %d\n", waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
    return 0;
}
