// F_SETLKW: children raise a counter in a file, each with the lock held.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void lock(int fd, int type)
{
    struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = 0, .l_len = sizeof(int)};
    if (fcntl(fd, F_SETLKW, &l) == -1) {
        perror("fcntl");
        exit(1);
    }
}

static void raise_counter(int fd)
{
    int n = 0;
    lock(fd, F_WRLCK);
    pread(fd, &n, sizeof n, 0);
    n++;
    pwrite(fd, &n, sizeof n, 0);
    lock(fd, F_UNLCK);
}

int main(void)
{
    int fd = open("counter", O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd == -1)
        return 1;
    lock(fd, F_WRLCK);
    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            for (int k = 0; k < 5; k++)
                raise_counter(fd);
            _exit(0);
        }
    int n = 100;
    pwrite(fd, &n, sizeof n, 0);
    lock(fd, F_UNLCK);
    for (int i = 0; i < 3; i++)
        wait(NULL);
    pread(fd, &n, sizeof n, 0);
    printf("counter %d\n", n);
    return 0;
}
