// IPC_RMID marks a segment: it lives until the last one detaches, and cannot be attached by key any more.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static void attached(int id, const char *when)
{
    struct shmid_ds ds;
    if (shmctl(id, IPC_STAT, &ds) == -1)
        printf("%-22s %s\n", when, strerror(errno));
    else
        printf("%-22s %lu attached, %zu bytes, mode %o\n", when, (unsigned long)ds.shm_nattch, ds.shm_segsz,
               ds.shm_perm.mode & 0777);
}

int main(void)
{
    int id = shmget(IPC_PRIVATE, 10000, IPC_CREAT | 0600);
    attached(id, "new");
    char *p = shmat(id, NULL, 0);
    strcpy(p, "written before fork");
    attached(id, "attached");
    pid_t child = fork();
    if (child == 0) {
        attached(id, "in the child");
        printf("child reads: %s\n", p);
        strcpy(p, "written by the child");
        char *again = shmat(id, NULL, SHM_RDONLY);
        printf("second view: %s\n", again);
        attached(id, "twice in the child");
        exit(0);
    }
    waitpid(child, NULL, 0);
    attached(id, "child gone");
    shmctl(id, IPC_RMID, NULL);
    printf("removed, still: %s\n", p);
    shmdt(p);
    attached(id, "detached");
    printf("attach again: %s\n", shmat(id, NULL, 0) == (void *)-1 ? strerror(errno) : "ok");
    printf("detach again: %s\n", shmdt(p) == -1 ? strerror(errno) : "ok");
    return 0;
}
