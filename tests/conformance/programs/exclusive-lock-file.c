// O_EXCL as a lock: only one of four children makes the file.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int won = 0, lost = 0, other = 0;
    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            int fd = open("lock", O_WRONLY | O_CREAT | O_EXCL, 0400);
            if (fd == -1)
                _exit(errno == EEXIST ? 1 : 2);
            write(fd, "mine\n", 5);
            _exit(0);
        }
    int status;
    while (wait(&status) > 0)
        if (WEXITSTATUS(status) == 0)
            won++;
        else if (WEXITSTATUS(status) == 1)
            lost++;
        else
            other++;
    printf("%d won, %d lost, %d other\n", won, lost, other);
    printf("again: %s\n", open("lock", O_RDONLY | O_CREAT | O_EXCL, 0400) == -1 ? strerror(errno) : "made");
    printf("unlink: %d\n", unlink("lock"));
    int fd = open("lock", O_RDWR | O_CREAT | O_EXCL, 0600);
    printf("after unlink: %s\n", fd == -1 ? strerror(errno) : "made");
    return 0;
}
