#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        printf("child: %d %d\n", getppid() == parent, getpid() != parent);
        return 0;
    }
    wait(NULL);
    printf("parent: %d %d\n", child > 0, getpid() == parent);
    return 0;
}
