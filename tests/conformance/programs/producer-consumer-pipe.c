// A child produces numbers into a pipe, the parent consumes them until the end.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    if (pipe(ends) == -1) {
        perror("pipe");
        return EXIT_FAILURE;
    }
    pid_t child = fork();
    switch (child) {
    case -1:
        perror("fork");
        return EXIT_FAILURE;
    case 0:
        close(ends[0]);
        for (int i = 1; i <= 30; i++) {
            int square = i * i;
            if (write(ends[1], &square, sizeof square) != sizeof square)
                _exit(1);
        }
        close(ends[1]);
        _exit(30);
    default:
        close(ends[1]);
    }
    int value, count = 0;
    long sum = 0;
    while (read(ends[0], &value, sizeof value) == sizeof value) {
        sum += value;
        count++;
    }
    int status;
    waitpid(child, &status, 0);
    printf("%d numbers, sum %ld, child exited with %d\n", count, sum, WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
