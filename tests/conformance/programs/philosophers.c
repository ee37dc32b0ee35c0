// Five philosophers, five forks in shared memory; the last one takes the right fork first, so nobody starves.
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define N 5

struct table {
    sem_t fork[N];
    int meals[N];
};

int main(void)
{
    struct table *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < N; i++)
        sem_init(&t->fork[i], 1, 1);
    for (int i = 0; i < N; i++)
        if (fork() == 0) {
            int first = i, second = (i + 1) % N;
            if (first > second) {
                int x = first;
                first = second;
                second = x;
            }
            for (int k = 0; k < 6; k++) {
                sem_wait(&t->fork[first]);
                sem_wait(&t->fork[second]);
                t->meals[i]++;
                sem_post(&t->fork[second]);
                sem_post(&t->fork[first]);
            }
            exit(0);
        }
    while (wait(NULL) > 0)
        ;
    for (int i = 0; i < N; i++)
        printf("philosopher %d ate %d times\n", i, t->meals[i]);
    return 0;
}
