#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    pid_t child = fork();
    if (child == 0) exit(7);
    printf("%d ", waitpid(child, &status, 0) == child);
    printf("%d %d %d\n", WIFEXITED(status), WEXITSTATUS(status), WIFSIGNALED(status));
    child = fork();
    if (child == 0) { raise(SIGKILL); _exit(0); }
    printf("%d ", wait(&status) == child);
    printf("%d %d %d\n", WIFEXITED(status), WIFSIGNALED(status), WTERMSIG(status));
    return 0;
}
