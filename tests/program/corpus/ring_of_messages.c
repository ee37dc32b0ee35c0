/* Producer and consumer with a ring of fixed slots and two counting semaphores. */
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLOTS = 4, TEXT = 28, MESSAGES = 11 };

typedef struct {
    sem_t empty, full, mutex;
    unsigned in, out;
    struct message { int number; char text[TEXT]; } ring[SLOTS];
} Shared;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void producer(Shared *s)
{
    for (int i = 0; i < MESSAGES; i++) {
        sem_wait(&s->empty);
        sem_wait(&s->mutex);
        struct message *m = &s->ring[s->in++ % SLOTS];
        m->number = i * i;
        snprintf(m->text, sizeof m->text, "square of %d", i);
        sem_post(&s->mutex);
        sem_post(&s->full);
    }
    _exit(0);
}

int main(void)
{
    Shared *s = mmap(0, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);
    if (s == MAP_FAILED)
        die("mmap");
    if (sem_init(&s->empty, 1, SLOTS) || sem_init(&s->full, 1, 0) || sem_init(&s->mutex, 1, 1))
        die("sem_init");
    switch (fork()) {
    case -1:
        die("fork");
    case 0:
        producer(s);
    }
    long sum = 0;
    for (int i = 0; i < MESSAGES; i++) {
        sem_wait(&s->full);
        sem_wait(&s->mutex);
        struct message m = s->ring[s->out++ % SLOTS];
        sem_post(&s->mutex);
        sem_post(&s->empty);
        printf("%2d: %-16s = %3d\n", i, m.text, m.number);
        sum += m.number;
    }
    int status;
    wait(&status);
    int value;
    sem_getvalue(&s->empty, &value);
    printf("sum %ld, exit %d, empty %d, in %u out %u\n", sum, WEXITSTATUS(status), value, s->in, s->out);
    sem_destroy(&s->mutex);
    return 0;
}
