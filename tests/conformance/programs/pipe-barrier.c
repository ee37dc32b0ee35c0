// Three children wait until the parent closes the last writing end.
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int gate[2], ready[2];
    int *log = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pipe(gate) == -1 || pipe(ready) == -1 || log == MAP_FAILED) {
        perror("setup");
        return 1;
    }
    pid_t children[3];
    for (int i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            char c;
            close(gate[1]);
            log[i] = 1;
            write(ready[1], &i, sizeof i);
            int n = read(gate[0], &c, 1);
            log[i] = log[3] == 77 ? 2 : 3;
            _exit(n);
        }
    }
    for (int i = 0; i < 3; i++) {
        int who;
        read(ready[0], &who, sizeof who);
    }
    printf("all ready: %d %d %d\n", log[0], log[1], log[2]);
    log[3] = 77;
    close(gate[1]);
    for (int i = 0; i < 3; i++) {
        int status;
        waitpid(children[i], &status, 0);
        printf("child %d read %d bytes, saw %s\n", i, WEXITSTATUS(status), log[i] == 2 ? "the opening" : "nothing");
    }
    return 0;
}
