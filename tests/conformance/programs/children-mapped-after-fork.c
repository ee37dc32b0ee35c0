// Mappings made after fork are private to the process that made them, even at the same address.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fds[2];
    if (pipe(fds) < 0)
        exit(1);
    pid_t pid = fork();
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    p[0] = pid == 0 ? 'c' : 'p';
    if (pid == 0) {
        unsigned long where = (unsigned long)p;
        write(fds[1], &where, sizeof where);
        printf("child has %c\n", p[0]);
        fflush(stdout);
        _exit(p[0]);
    }
    unsigned long where;
    read(fds[0], &where, sizeof where);
    int status;
    wait(&status);
    printf("same address: %s\n", where == (unsigned long)p ? "yes" : "no");
    printf("parent has %c, child had %c\n", p[0], WEXITSTATUS(status));
    return 0;
}
