// Four processes count in shared memory under a spinlock made of an atomic exchange; not one increment is lost.
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    atomic_flag lock;
    long plain;
    atomic_long atomic;
};

int main(void)
{
    enum { N = 4, ROUNDS = 100 };
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < N; i++)
        if (fork() == 0) {
            for (int k = 0; k < ROUNDS; k++) {
                while (atomic_flag_test_and_set(&s->lock))
                    sched_yield();
                s->plain++;
                atomic_flag_clear(&s->lock);
                atomic_fetch_add(&s->atomic, 2);
            }
            _exit(0);
        }
    for (int i = 0; i < N; i++)
        wait(NULL);
    printf("%ld %ld\n", s->plain, atomic_load(&s->atomic));
    return 0;
}
