/* C11 atomics between processes: a sequence lock, a spin lock by test-and-set, fetch-and-add tickets, compare-exchange. */
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
struct shared { atomic_uint sequence; int a, b; atomic_flag lock; int plain; atomic_int tickets; _Atomic long best; atomic_bool stop; };
static void enter(atomic_flag *l) { while (atomic_flag_test_and_set(l)) sched_yield(); }
static void leave(atomic_flag *l) { atomic_flag_clear(l); }
int main(void)
{
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int w = 0; w < 3; w++)
        if (fork() == 0) {
            for (int i = 0; i < 20; i++) {
                enter(&s->lock); s->plain++; leave(&s->lock);
                int mine = atomic_fetch_add(&s->tickets, 1); long seen = atomic_load(&s->best), wanted = mine * 7 % 31;
                while (wanted > seen && !atomic_compare_exchange_weak(&s->best, &seen, wanted)) ;
                if (w == 0) { atomic_fetch_add_explicit(&s->sequence, 1, memory_order_acquire); s->a = i; s->b = -i; atomic_fetch_add_explicit(&s->sequence, 1, memory_order_release); }
            }
            _exit(0);
        }
    int torn = 0, reads = 0;
    while (reads < 10) { unsigned before = atomic_load(&s->sequence); int a = s->a, b = s->b; if (before & 1 || before != atomic_load(&s->sequence)) { sched_yield(); continue; } torn += a != -b; reads++; }
    while (wait(NULL) > 0) ; printf("torn %d plain %d tickets %d best %ld sequence %u\n", torn, s->plain, s->tickets, s->best, s->sequence);
    _Atomic int x = 5; x += 2; x ^= 1; int old = atomic_exchange(&x, 9); printf("%d %d %d %d\n", old, x, atomic_fetch_or(&x, 6), atomic_fetch_sub(&x, 1)); printf("%d %d\n", x--, atomic_is_lock_free(&x) != 0);
    return 0;
}
