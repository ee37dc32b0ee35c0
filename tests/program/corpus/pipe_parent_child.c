#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd[2];
    pipe(fd);
    if (fork() == 0) {
        close(fd[0]);
        const char *words[] = {"one ", "two ", "three"};
        for (int i = 0; i < 3; i++) write(fd[1], words[i], strlen(words[i]));
        _exit(0);
    }
    close(fd[1]);               /* else read would never see the end */
    char b[64];
    ssize_t n, total = 0;
    while ((n = read(fd[0], b + total, sizeof b - total)) > 0) total += n;
    printf("%.*s %zd\n", (int)total, b, n);
    wait(NULL);
    return 0;
}
