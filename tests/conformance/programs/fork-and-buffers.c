// Text that is not yet written is copied by fork, lost by _exit, kept by exit.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void at_end(void)
{
    printf("[at exit]\n");
}

int main(void)
{
    atexit(at_end);
    printf("begin ");
    fflush(stdout);
    printf("unfinished ");
    if (fork() == 0) {
        printf("child\n");
        exit(0);
    }
    wait(NULL);
    printf("parent\n");
    printf("lost ");
    if (fork() == 0) {
        printf("in the child");
        _exit(0);
    }
    wait(NULL);
    write(STDOUT_FILENO, "raw\n", 4);
    printf("then the rest\n");
    return 0;
}
