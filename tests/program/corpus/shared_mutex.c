// A mutex and a condition variable in a shared mapping, for processes.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    pthread_mutex_t lock;
    pthread_cond_t ready;
    int counter;
    int turn;
};

int main(void)
{
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED)
        return 1;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&s->lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
    pthread_condattr_t wake;
    pthread_condattr_init(&wake);
    pthread_condattr_setpshared(&wake, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&s->ready, &wake);
    printf("%zu %zu\n", sizeof(pthread_mutex_t), sizeof(pthread_cond_t));

    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            for (int k = 0; k < 50; k++) {
                pthread_mutex_lock(&s->lock);
                int seen = s->counter;
                s->counter = seen + 1;
                pthread_mutex_unlock(&s->lock);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    printf("counter %d\n", s->counter);

    pid_t child = fork();
    if (child == 0) {
        pthread_mutex_lock(&s->lock);
        while (s->turn != 1)
            pthread_cond_wait(&s->ready, &s->lock);
        printf("child's turn\n");
        s->turn = 2;
        pthread_cond_signal(&s->ready);
        pthread_mutex_unlock(&s->lock);
        exit(0);
    }
    pthread_mutex_lock(&s->lock);
    s->turn = 1;
    pthread_cond_broadcast(&s->ready);
    while (s->turn != 2)
        pthread_cond_wait(&s->ready, &s->lock);
    printf("parent again\n");
    printf("trylock of a taken one: %d\n", pthread_mutex_trylock(&s->lock) != 0);
    pthread_mutex_unlock(&s->lock);
    waitpid(child, NULL, 0);
    printf("trylock of a free one: %d\n", pthread_mutex_trylock(&s->lock));
    pthread_mutex_unlock(&s->lock);

    static pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&own);
    printf("own %d\n", pthread_mutex_unlock(&own));
    pthread_mutex_destroy(&s->lock);
    return munmap(s, sizeof *s);
}
