// Readers and a writer: readers share, the writer is alone; every reader sees both halves of the record equal.
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    sem_t mutex, write;
    int readers, a, b, torn, reads;
};

int main(void)
{
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&s->mutex, 1, 1);
    sem_init(&s->write, 1, 1);
    for (int r = 0; r < 3; r++)
        if (fork() == 0) {
            for (int i = 0; i < 10; i++) {
                sem_wait(&s->mutex);
                if (++s->readers == 1)
                    sem_wait(&s->write);
                sem_post(&s->mutex);
                int a = s->a, b = s->b;
                sem_wait(&s->mutex);
                s->reads++;
                s->torn += a != b;
                if (--s->readers == 0)
                    sem_post(&s->write);
                sem_post(&s->mutex);
            }
            exit(0);
        }
    for (int i = 1; i <= 15; i++) {
        sem_wait(&s->write);
        s->a = i;
        s->b = i;
        sem_post(&s->write);
    }
    while (wait(NULL) > 0)
        ;
    printf("%d reads, %d torn, value %d\n", s->reads, s->torn, s->a);
    return 0;
}
