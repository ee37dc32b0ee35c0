// Parent and child take turns by signals; sigsuspend lets none be missed.
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t mine;

static void turn(int signo)
{
    mine = 1;
}

static void wait_turn(const sigset_t *open)
{
    while (!mine)
        sigsuspend(open);
    mine = 0;
}

int main(void)
{
    int *count = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sigset_t blocked, open;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &open);
    struct sigaction sa = {.sa_handler = turn};
    sigaction(SIGUSR1, &sa, NULL);
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        for (int i = 0; i < 3; i++) {
            wait_turn(&open);
            printf("child  %d\n", ++*count);
            fflush(stdout);
            kill(parent, SIGUSR1);
        }
        _exit(0);
    }
    for (int i = 0; i < 3; i++) {
        printf("parent %d\n", ++*count);
        fflush(stdout);
        kill(child, SIGUSR1);
        wait_turn(&open);
    }
    wait(NULL);
    printf("%d turns\n", *count);
    return 0;
}
