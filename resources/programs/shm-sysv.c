// Two processes exchange a text through System V shared memory, the older
// way. A number, the key, takes the place of the name; ftok makes one from
// the name of a file or folder that exists. shmget finds or makes the
// memory, shmat maps it. The first process stores, then the second one looks.
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 4096

static int get(int flags)
{
    key_t key = ftok(".", 'F');         // the same key in both processes
    if (key == -1) {
        perror("ftok");
        _exit(1);
    }
    int id = shmget(key, SIZE, flags);
    if (id == -1) {
        perror("shmget");
        _exit(1);
    }
    return id;
}

static char *attach(int id)
{
    char *p = shmat(id, NULL, 0);
    if (p == (char *)-1) {
        perror("shmat");
        _exit(1);
    }
    return p;
}

int main(void)
{
    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return 1;
    }
    if (child == 0) {                   // the first process
        char *p = attach(get(IPC_CREAT | 0600));
        strcpy(p, "HELLO");
        printf("first process has  %s\n", p);
        shmdt(p);
        return 0;
    }

    wait(NULL);                         // the first one has finished,
    int id = get(0);                    // its shared memory is still there
    char *p = attach(id);
    printf("second process has %s\n", p);
    shmdt(p);
    shmctl(id, IPC_RMID, NULL);         // now it is removed
    return 0;
}
