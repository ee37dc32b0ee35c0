// Two processes want each other's lock: the kernel notices, EDEADLK.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd;

static int lock(int command, int type, int byte)
{
    struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    return fcntl(fd, command, &l) == 0 ? 0 : errno;
}

int main(void)
{
    int *results = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int ready[2];
    pipe(ready);
    fd = open("two", O_RDWR | O_CREAT, 0600);
    results[0] = results[1] = -1;
    lock(F_SETLK, F_WRLCK, 0);
    pid_t pid = fork();
    if (pid == 0) {
        lock(F_SETLK, F_WRLCK, 1);
        write(ready[1], "r", 1);
        results[1] = lock(F_SETLKW, F_WRLCK, 0);
        lock(F_SETLK, F_UNLCK, 1);
        lock(F_SETLK, F_UNLCK, 0);
        _exit(0);
    }
    char c;
    read(ready[0], &c, 1);
    results[0] = lock(F_SETLKW, F_WRLCK, 1);
    lock(F_SETLK, F_UNLCK, 0);
    waitpid(pid, NULL, 0);
    int deadlocks = (results[0] == EDEADLK) + (results[1] == EDEADLK);
    int granted = (results[0] == 0) + (results[1] == 0);
    printf("%d was told of the deadlock, %d got its lock\n", deadlocks, granted);
    printf("%s\n", strerror(EDEADLK));
    return 0;
}
