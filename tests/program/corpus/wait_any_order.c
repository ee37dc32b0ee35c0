#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    for (int i = 1; i <= 4; i++)
        if (fork() == 0) _exit(1 << i);
    int status, sum = 0, n = 0;
    while (wait(&status) > 0) {
        sum += WEXITSTATUS(status);
        n++;
    }
    printf("%d %d\n", n, sum);
    return 0;
}
