// A tree of processes; each passes the sum of its children's exit statuses and its own level upwards.
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int grow(int level)
{
    if (level == 0)
        return 1;
    int sum = level;
    for (int i = 0; i < 2; i++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            exit(99);
        }
        if (pid == 0)
            exit(grow(level - 1));
    }
    int status;
    while (wait(&status) > 0)
        if (WIFEXITED(status))
            sum += WEXITSTATUS(status);
    return sum;
}

int main(void)
{
    printf("%d\n", grow(3));
    return 0;
}
