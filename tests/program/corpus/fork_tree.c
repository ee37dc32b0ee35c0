#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int count(int depth)
{
    int total = 1, status;
    for (int i = 0; i < 2 && depth > 0; i++) {
        if (fork() == 0) exit(count(depth - 1));
        wait(&status);
        total += WEXITSTATUS(status);
    }
    return total;
}

int main(void)
{
    printf("%d\n", count(3));
    return 0;
}
