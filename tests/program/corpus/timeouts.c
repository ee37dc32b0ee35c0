/* alarm and handlers: a read that is broken off, one that is restarted, a sleep cut short. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void ring(int sig)
{
    (void)sig;
    rang++;
}

static void install(int flags)
{
    struct sigaction action;
    action.sa_handler = ring;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    sigaction(SIGALRM, &action, NULL);
}

int main(void)
{
    int fds[2];
    char c = 0;
    pipe(fds);
    install(0);
    alarm(1);
    errno = 0;
    ssize_t n = read(fds[0], &c, 1);
    printf("broken off: %zd %s, rang %d\n", n, strerror(errno), rang);

    install(SA_RESTART);
    pid_t child = fork();
    if (child == 0) {
        sleep(3);
        write(fds[1], "x", 1);
        _exit(0);
    }
    alarm(1);
    n = read(fds[0], &c, 1);
    printf("restarted: %zd %c, rang %d\n", n, c, rang);
    waitpid(child, NULL, 0);

    install(0);
    alarm(1);
    unsigned left = sleep(10);
    printf("slept: %d left, rang %d\n", left >= 8 && left <= 9, rang);
    alarm(100);
    printf("was due in %d\n", alarm(0) >= 99);
    install(SA_RESETHAND);
    alarm(1);
    pause();
    struct sigaction now;
    sigaction(SIGALRM, NULL, &now);
    printf("rang %d, reset %d\n", rang, now.sa_handler == SIG_DFL);
    return 0;
}
