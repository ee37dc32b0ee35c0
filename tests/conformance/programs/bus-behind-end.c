// A store behind the last page of a file raises SIGBUS, which ends the child.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("short", O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd == -1 || write(fd, "0123456789", 10) != 10)
        return 1;
    volatile char *m = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    long offsets[] = {9, 10, 4095, 4096, 3 * 4096 + 7};
    for (int i = 0; i < 5; i++) {
        fflush(stdout);
        pid_t child = fork();
        if (child == -1) {
            perror("fork");
            return 1;
        }
        if (child == 0) {
            m[offsets[i]] = 'x';
            _exit(m[offsets[i]]);
        }
        int status;
        waitpid(child, &status, 0);
        if (WIFSIGNALED(status))
            printf("offset %ld: killed by %s\n", offsets[i], WTERMSIG(status) == SIGBUS ? "SIGBUS" : "another");
        else
            printf("offset %ld: exit %d\n", offsets[i], WEXITSTATUS(status));
    }
    char text[16];
    printf("file: %.*s\n", (int)pread(fd, text, 16, 0), text);
    return 0;
}
