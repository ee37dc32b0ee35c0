// One producer, one consumer, a ring of bytes in shared memory with two counters that only grow.
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 64

struct ring {
    _Atomic unsigned head, tail;
    char bytes[SIZE];
};

static void put(struct ring *r, char c)
{
    unsigned head = atomic_load(&r->head);
    while (head - atomic_load(&r->tail) == SIZE)
        sched_yield();
    r->bytes[head % SIZE] = c;
    atomic_store(&r->head, head + 1);
}

static char get(struct ring *r)
{
    unsigned tail = atomic_load(&r->tail);
    while (tail == atomic_load(&r->head))
        sched_yield();
    char c = r->bytes[tail % SIZE];
    atomic_store(&r->tail, tail + 1);
    return c;
}

int main(void)
{
    struct ring *r = mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (r == MAP_FAILED)
        return 1;
    if (fork() == 0) {
        for (int i = 0; i < 12; i++) {
            char line[40];
            sprintf(line, "line %d of the producer\n", i);
            for (char *p = line; *p; p++)
                put(r, *p);
        }
        put(r, '\0');
        _exit(0);
    }
    int c, count = 0;
    while ((c = get(r)) != '\0') {
        putchar(c);
        count++;
    }
    wait(NULL);
    printf("%d bytes, head %u, tail %u\n", count, atomic_load(&r->head), atomic_load(&r->tail));
    return 0;
}
