// The first process has a parent that is no process of the program; a child whose parent has ended gets another one.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    printf("the first: %s\n", getppid() != getpid() ? "of somebody else" : "of itself");
    fflush(stdout);
    pid_t first = getpid();
    int ends[2];
    pipe(ends);
    if (fork() == 0) {
        printf("the child: %s\n", getppid() == first ? "of the first" : "of somebody else");
        fflush(stdout);
        pid_t child = getpid();
        if (fork() == 0) {
            char byte;
            close(ends[1]);
            read(ends[0], &byte, 1); /* until the child has ended */
            while (getppid() == child)
                usleep(1000);
            printf("the orphan: %s\n", getppid() == child ? "of the child" : "of somebody else");
            fflush(stdout);
            return 0;
        }
        return 0;
    }
    close(ends[1]);
    wait(NULL);
    sleep(1);
    printf("done\n");
    return 0;
}
