// A barrier made of two semaphores in shared anonymous memory: no process begins phase n + 1 before all have ended n.
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N = 4, PHASES = 5 };

struct shared {
    sem_t lock, turnstile, turnstile2;
    int count;
    int done[PHASES];
    int wrong;
};

static void barrier(struct shared *s)
{
    sem_wait(&s->lock);
    if (++s->count == N)
        for (int i = 0; i < N; i++)
            sem_post(&s->turnstile);
    sem_post(&s->lock);
    sem_wait(&s->turnstile);
    sem_wait(&s->lock);
    if (--s->count == 0)
        for (int i = 0; i < N; i++)
            sem_post(&s->turnstile2);
    sem_post(&s->lock);
    sem_wait(&s->turnstile2);
}

int main(void)
{
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&s->lock, 1, 1);
    sem_init(&s->turnstile, 1, 0);
    sem_init(&s->turnstile2, 1, 0);
    for (int i = 0; i < N; i++)
        if (fork() == 0) {
            for (int phase = 0; phase < PHASES; phase++) {
                sem_wait(&s->lock);
                s->done[phase]++;
                if (phase > 0 && s->done[phase - 1] != N)
                    s->wrong++;
                sem_post(&s->lock);
                barrier(s);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    for (int phase = 0; phase < PHASES; phase++)
        printf("phase %d: %d\n", phase, s->done[phase]);
    printf("out of step: %d\n", s->wrong);
    return 0;
}
