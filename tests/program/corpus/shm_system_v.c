#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int id = shmget(IPC_PRIVATE, 5000, IPC_CREAT | 0600);
    char *p = shmat(id, NULL, 0);
    if (fork() == 0) {
        char *q = shmat(id, NULL, 0);
        strcpy(q, "from the child");
        _exit(0);
    }
    wait(NULL);
    struct shmid_ds d;
    shmctl(id, IPC_STAT, &d);
    printf("%s %zu %lu\n", p, d.shm_segsz, (unsigned long)d.shm_nattch);
    printf("%d ", shmctl(id, IPC_RMID, NULL));
    printf("%c ", p[0]);
    printf("%d\n", shmdt(p));
    return 0;
}
