// sigwait, sigwaitinfo and sigtimedwait take pending signals without a handler.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int handled;
static void on_usr2(int signal)
{
    handled += signal == SIGUSR2;
}

int main(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGUSR2, on_usr2);

    int which = 0;
    raise(SIGTERM);
    raise(SIGUSR1);
    int r = sigwait(&set, &which);
    printf("sigwait %d: %s\n", r, strsignal(which));
    r = sigwait(&set, &which);
    printf("sigwait %d: %s\n", r, strsignal(which));

    struct timespec none = {0, 0}, little = {0, 2000000}, wrong = {0, -1};
    siginfo_t info;
    r = sigtimedwait(&set, &info, &none);
    printf("%d %s\n", r, strerror(errno));
    r = sigtimedwait(&set, &info, &little);
    printf("%d %s\n", r, strerror(errno));
    r = sigtimedwait(&set, &info, &wrong);
    printf("%d %s\n", r, strerror(errno));

    pid_t child = fork();
    if (child == 0) {
        usleep(200000);
        kill(getppid(), SIGUSR1);
        usleep(200000);
        _exit(3);
    }
    r = sigwaitinfo(&set, &info);
    printf("%s from the child: %d code %d\n", strsignal(r), info.si_pid == child, info.si_code == SI_USER);
    r = sigwaitinfo(&set, &info);
    printf("%s code %d\n", strsignal(r), info.si_code == CLD_EXITED);
    waitpid(child, NULL, 0);

    child = fork();
    if (child == 0) {
        usleep(200000);
        kill(getppid(), SIGUSR2);
        usleep(200000);
        kill(getppid(), SIGTERM);
        _exit(0);
    }
    errno = 0;
    r = sigwaitinfo(&set, NULL);
    printf("%d %s, handled %d\n", r, strerror(errno), handled);
    struct timespec long_time = {5, 0};
    r = sigtimedwait(&set, NULL, &long_time);
    printf("%s\n", strsignal(r));
    waitpid(child, NULL, 0);

    return 0;
}
