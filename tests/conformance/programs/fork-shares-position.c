// Parent and child share the position of a file that was open before fork.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("shared", O_RDWR | O_CREAT | O_TRUNC, 0600);
    write(fd, "0123456789", 10);
    lseek(fd, 2, SEEK_SET);
    for (int i = 0; i < 3; i++) {
        if (fork() == 0) {
            char c;
            read(fd, &c, 1);
            int own = open("shared", O_RDONLY);
            char d;
            read(own, &d, 1);
            printf("child %d: shared %c, own %c\n", i, c, d);
            fflush(stdout);
            if (i == 1)
                lseek(fd, -2, SEEK_END);
            close(fd);
            _exit(0);
        }
        wait(NULL);
        printf("parent: %ld\n", (long)lseek(fd, 0, SEEK_CUR));
    }
    write(fd, "#", 1);
    char all[11] = "";
    pread(fd, all, 10, 0);
    printf("%s\n", all);
    return 0;
}
