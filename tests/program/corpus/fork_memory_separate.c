#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int global = 1;

int main(void)
{
    int local = 2;
    int *heap = malloc(sizeof *heap);
    *heap = 3;
    if (fork() == 0) {
        global = local = *heap = 99;
        printf("%d %d %d\n", global, local, *heap);
        exit(0);
    }
    wait(NULL);
    printf("%d %d %d\n", global, local, *heap);
    return 0;
}
