// A System V segment: made, attached twice, inherited, removed.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int id = shmget(IPC_PRIVATE, 10000, IPC_CREAT | 0600);
    if (id == -1) {
        perror("shmget");
        return 1;
    }
    char *a = shmat(id, NULL, 0), *b = shmat(id, NULL, SHM_RDONLY);
    if (a == (void *)-1 || b == (void *)-1) {
        perror("shmat");
        return 1;
    }
    strcpy(a + 5000, "segment");
    printf("%s, at %s\n", b + 5000, a == b ? "one place" : "two places");
    struct shmid_ds ds;
    shmctl(id, IPC_STAT, &ds);
    printf("size %zu, attached %lu, mode %o\n", (size_t)ds.shm_segsz, (unsigned long)ds.shm_nattch,
           ds.shm_perm.mode & 0777);
    if (fork() == 0) {
        shmctl(id, IPC_STAT, &ds);
        sprintf(a, "child sees %lu attached", (unsigned long)ds.shm_nattch);
        _exit(0);
    }
    wait(NULL);
    printf("%s\n", b);
    printf("detach: %d\n", shmdt(b));
    shmctl(id, IPC_RMID, NULL);
    printf("removed, yet there: %s\n", a + 5000);
    printf("detach: %d\n", shmdt(a));
    printf("detach again: %s\n", shmdt(a) == -1 ? strerror(errno) : "done");
    void *none = shmat(id, NULL, 0);
    printf("attach: %s\n", none == (void *)-1 ? strerror(errno) : "done");
    printf("size 0: %s\n", shmget(IPC_PRIVATE, 0, IPC_CREAT | 0600) == -1 ? strerror(errno) : "made");
    return 0;
}
