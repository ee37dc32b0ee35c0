// A named semaphore between a parent and its child.
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "/faultline-named"

int main(void)
{
    sem_unlink(NAME);
    sem_t *s = sem_open(NAME, O_CREAT | O_EXCL, 0600, 2);
    if (s == SEM_FAILED) {
        perror("sem_open");
        return 1;
    }
    int value;
    sem_getvalue(s, &value);
    printf("value %d\n", value);
    printf("exclusive again: %s\n", sem_open(NAME, O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED ? strerror(errno) : "made");
    sem_wait(s);
    sem_wait(s);
    printf("trywait: %s\n", sem_trywait(s) == -1 ? strerror(errno) : "taken");
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        sem_t *mine = sem_open(NAME, 0);
        if (mine == SEM_FAILED)
            _exit(1);
        sem_post(mine);
        sem_post(mine);
        sem_post(mine);
        sem_close(mine);
        _exit(0);
    }
    sem_wait(s);
    waitpid(pid, NULL, 0);
    sem_getvalue(s, &value);
    printf("value %d\n", value);
    sem_unlink(NAME);
    printf("unlinked: %s\n", sem_open(NAME, 0) == SEM_FAILED ? strerror(errno) : "found");
    printf("still works: %d\n", sem_trywait(s));
    return sem_close(s);
}
