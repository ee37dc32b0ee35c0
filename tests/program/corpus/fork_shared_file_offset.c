#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "abcdef", 6);
    lseek(fd, 1, SEEK_SET);
    char c;
    if (fork() == 0) {
        read(fd, &c, 1);
        _exit(c);
    }
    int status;
    wait(&status);
    read(fd, &c, 1);
    printf("%c %c\n", WEXITSTATUS(status), c);
    return 0;
}
