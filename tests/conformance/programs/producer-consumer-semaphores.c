// A bounded buffer in shared memory with the three classic semaphores.
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define SLOTS 4
#define ITEMS 25

struct buffer {
    sem_t empty, full, mutex;
    int in, out;
    int slot[SLOTS];
};

static void put(struct buffer *b, int item)
{
    sem_wait(&b->empty);
    sem_wait(&b->mutex);
    b->slot[b->in] = item;
    b->in = (b->in + 1) % SLOTS;
    sem_post(&b->mutex);
    sem_post(&b->full);
}

static int get(struct buffer *b)
{
    sem_wait(&b->full);
    sem_wait(&b->mutex);
    int item = b->slot[b->out];
    b->out = (b->out + 1) % SLOTS;
    sem_post(&b->mutex);
    sem_post(&b->empty);
    return item;
}

int main(void)
{
    struct buffer *b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (b == MAP_FAILED || sem_init(&b->empty, 1, SLOTS) || sem_init(&b->full, 1, 0) || sem_init(&b->mutex, 1, 1)) {
        perror("buffer");
        return 1;
    }
    if (fork() == 0) {
        for (int i = 1; i <= ITEMS; i++)
            put(b, i * 3);
        put(b, -1);
        exit(0);
    }
    int item, sum = 0, ordered = 1, last = 0;
    while ((item = get(b)) != -1) {
        ordered &= item > last;
        last = item;
        sum += item;
    }
    wait(NULL);
    int left;
    sem_getvalue(&b->empty, &left);
    printf("sum %d, in order: %s, %d slots empty\n", sum, ordered ? "yes" : "no", left);
    sem_destroy(&b->empty);
    sem_destroy(&b->full);
    sem_destroy(&b->mutex);
    return 0;
}
