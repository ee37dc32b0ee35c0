// waitpid with WNOHANG: 0 while the child works, its pid when it has ended.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int go[2], gone[2];
    if (pipe(go) || pipe(gone))
        return 1;
    pid_t pid = fork();
    if (pid == -1)
        exit(1);
    if (pid == 0) {
        char c;
        close(go[1]);
        read(go[0], &c, 1);
        _exit(c);
    }
    close(gone[1]);
    int status = -1;
    for (int i = 0; i < 3; i++)
        printf("poll %d: %d\n", i, (int)waitpid(pid, &status, WNOHANG));
    char c = 17;
    write(go[1], &c, 1);
    read(gone[0], &c, 1);           // end of file when the child has gone
    pid_t r;
    while ((r = waitpid(pid, &status, WNOHANG)) == 0)
        usleep(1000);
    printf("then: %s, exit %d\n", r == pid ? "its pid" : "?", WEXITSTATUS(status));
    printf("afterwards: %d\n", (int)waitpid(-1, &status, WNOHANG));
    return 0;
}
