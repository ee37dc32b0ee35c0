/* SIGCHLD reaps in a handler; a table in shared memory tells who did what; exit statuses of all kinds. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS 5
static volatile sig_atomic_t reaped;
static struct entry { volatile pid_t pid; volatile int status; volatile int done; } *entries;

static void reap(int sig)
{
    int saved = errno, status;
    pid_t pid;
    (void)sig;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (int i = 0; i < WORKERS; i++)
            if (entries[i].pid == pid) {
                entries[i].status = status;
                reaped++;
            }
    errno = saved;
}

static void work(int i)
{
    entries[i].done = 1 << i;
    switch (i) {
    case 0: exit(0);
    case 1: _exit(77);
    case 2: abort();
    case 3: raise(SIGKILL);
    case 4: *(volatile int *)8 = 1;
    }
}

int main(void)
{
    entries = mmap(NULL, sizeof *entries * WORKERS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sigset_t block, before;
    sigemptyset(&block);
    sigaddset(&block, SIGCHLD);
    sigprocmask(SIG_BLOCK, &block, &before);
    struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGCHLD, &action, NULL) == -1)
        return 1;
    for (int i = 0; i < WORKERS; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            sigprocmask(SIG_SETMASK, &before, NULL);
            work(i);
        }
        entries[i].pid = pid;
    }
    while (reaped < WORKERS)
        sigsuspend(&before);
    for (int i = 0; i < WORKERS; i++) {
        int s = entries[i].status;
        if (WIFEXITED(s))
            printf("worker %d: exit %d", i, WEXITSTATUS(s));
        else if (WIFSIGNALED(s))
            printf("worker %d: %s", i, strsignal(WTERMSIG(s)));
        printf(", mark %d\n", entries[i].done);
    }
    errno = 0;
    printf("%d %s\n", wait(NULL) == -1, strerror(ECHILD));
    return 0;
}
