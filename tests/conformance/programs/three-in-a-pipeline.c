// Three processes joined by pipes through dup2, as a shell joins them: numbers | squares | sum.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void numbers(void)
{
    for (int i = 1; i <= 50; i++)
        printf("%d\n", i);
}

static void squares(void)
{
    int n;
    while (scanf("%d", &n) == 1)
        printf("%d\n", n * n);
}

static void sum(void)
{
    long total = 0;
    int n, count = 0;
    while (scanf("%d", &n) == 1)
        total += n, count++;
    fprintf(stdout, "%d numbers, sum %ld\n", count, total);
}

int main(void)
{
    void (*stage[])(void) = {numbers, squares, sum};
    int in = -1;
    for (int i = 0; i < 3; i++) {
        int ends[2] = {-1, -1};
        if (i < 2 && pipe(ends) == -1) {
            perror("pipe");
            return 1;
        }
        if (fork() == 0) {
            if (in != -1) {
                dup2(in, STDIN_FILENO);
                close(in);
            }
            if (i < 2) {
                close(ends[0]);
                dup2(ends[1], STDOUT_FILENO);
                close(ends[1]);
            }
            stage[i]();
            fflush(stdout);
            _exit(i);
        }
        if (in != -1)
            close(in);
        if (i < 2)
            close(ends[1]);
        in = ends[0];
    }
    int status, codes = 0;
    while (wait(&status) > 0)
        codes += WEXITSTATUS(status);
    printf("exit codes add up to %d\n", codes);
    return 0;
}
