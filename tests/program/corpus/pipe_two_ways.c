#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int down[2], up[2], x;
    pipe(down);
    pipe(up);
    if (fork() == 0) {
        close(down[1]);
        while (read(down[0], &x, sizeof x) == sizeof x) {
            x *= x;
            write(up[1], &x, sizeof x);
        }
        _exit(0);
    }
    close(down[0]);
    for (int i = 1; i <= 3; i++) {
        write(down[1], &i, sizeof i);
        read(up[0], &x, sizeof x);
        printf("%d ", x);
    }
    close(down[1]);
    wait(NULL);
    printf("done\n");
    return 0;
}
