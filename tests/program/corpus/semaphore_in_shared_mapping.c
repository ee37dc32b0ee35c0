#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared { sem_t full, empty; int value; };

int main(void)
{
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&s->full, 1, 0);
    sem_init(&s->empty, 1, 1);
    if (fork() == 0) {
        for (int i = 1; i <= 4; i++) {
            sem_wait(&s->empty);
            s->value = i * i;
            sem_post(&s->full);
        }
        _exit(0);
    }
    for (int i = 1; i <= 4; i++) {
        sem_wait(&s->full);
        printf("%d ", s->value);
        sem_post(&s->empty);
    }
    wait(NULL);
    printf("\n");
    return 0;
}
