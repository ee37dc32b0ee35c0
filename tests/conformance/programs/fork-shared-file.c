// Children and parent store into one shared file mapping.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("common", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || ftruncate(fd, 5 * 4096) == -1) {
        perror("common");
        exit(1);
    }
    char *m = mmap(NULL, 5 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    close(fd);
    strcpy(m, "parent before");
    for (int i = 1; i < 5; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            snprintf(m + i * 4096, 4096, "child %d saw \"%s\"", i, m + (i - 1) * 4096);
            exit(0);
        }
        waitpid(pid, NULL, 0);
    }
    for (int i = 0; i < 5; i++)
        printf("%s\n", m + i * 4096);
    fd = open("common", O_RDONLY);
    char text[14] = "";
    pread(fd, text, 13, 4096);
    printf("read(2): %s\n", text);
    return 0;
}
