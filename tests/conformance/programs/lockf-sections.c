// lockf locks from the file position on; a second process sees which section is taken.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("sections", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 1000);
    lseek(fd, 100, SEEK_SET);
    printf("lock 100-199: %d\n", lockf(fd, F_LOCK, 100));
    fflush(stdout);
    if (fork() == 0) {
        lseek(fd, 150, SEEK_SET);
        printf("test 150-159: %s\n", lockf(fd, F_TEST, 10) == -1 ? strerror(errno) : "free");
        lseek(fd, 200, SEEK_SET);
        printf("test 200-: %s\n", lockf(fd, F_TEST, 0) == -1 ? strerror(errno) : "free");
        lseek(fd, 0, SEEK_SET);
        printf("try 0-: %s\n", lockf(fd, F_TLOCK, 0) == -1 ? strerror(errno) : "locked");
        printf("try 0-99: %s\n", lockf(fd, F_TLOCK, 100) == -1 ? strerror(errno) : "locked");
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    lseek(fd, 0, SEEK_SET);
    printf("all: %s\n", lockf(fd, F_TLOCK, 0) == -1 ? strerror(errno) : "locked");
    printf("unlock: %d\n", lockf(fd, F_ULOCK, 0));
    return 0;
}
