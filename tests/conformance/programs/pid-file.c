// One instance only: a lock on a pid file, held as long as the program lives; a second one is refused.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int start(const char *name)
{
    int fd = open("daemon.pid", O_RDWR | O_CREAT, 0644);
    struct flock fl = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_SETLK, &fl) == -1) {
        struct flock who = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        fcntl(fd, F_GETLK, &who);
        printf("%s: %s, held by the parent: %d\n", name, errno == EAGAIN || errno == EACCES ? "already running" : "?",
               who.l_pid == getppid());
        return 1;
    }
    char text[16];
    ftruncate(fd, 0);
    snprintf(text, sizeof text, "%d\n", (int)getpid());
    pwrite(fd, text, strlen(text), 0);
    printf("%s: running\n", name);
    return 0;
}

int main(void)
{
    start("first");
    fflush(stdout);
    if (fork() == 0)
        exit(start("second"));
    int status;
    wait(&status);
    printf("second ended with %d\n", WEXITSTATUS(status));
    FILE *f = fopen("daemon.pid", "r");
    int pid;
    fscanf(f, "%d", &pid);
    printf("file names us: %d\n", pid == getpid());
    fclose(f); // the classic trap: closing any descriptor of the file drops the lock
    if (fork() == 0)
        exit(start("third"));
    wait(&status);
    printf("third ended with %d\n", WEXITSTATUS(status));
    return 0;
}
