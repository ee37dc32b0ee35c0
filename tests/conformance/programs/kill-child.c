// Children in pause are ended by signals; who handles one may exit as it likes.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int signo)
{
    _exit(signo == SIGUSR1 ? 81 : 82);
}

int main(void)
{
    int signals[] = {SIGTERM, SIGKILL, SIGUSR1, SIGUSR2, SIGHUP, SIGINT};
    for (int i = 0; i < 6; i++) {
        int ready[2];
        pipe(ready);
        pid_t pid = fork();
        if (pid == 0) {
            signal(SIGUSR1, handler);
            signal(SIGUSR2, handler);
            write(ready[1], "r", 1);
            for (;;)
                pause();
        }
        char c;
        read(ready[0], &c, 1);
        kill(pid, signals[i]);
        int status;
        waitpid(pid, &status, 0);
        if (WIFSIGNALED(status))
            printf("signal %d ended it\n", WTERMSIG(status));
        else
            printf("exit %d\n", WEXITSTATUS(status));
        close(ready[0]);
        close(ready[1]);
    }
    return 0;
}
