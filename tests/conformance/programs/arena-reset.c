// A bump allocator between two guard pages; a reset gives its pages back with MADV_DONTNEED.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    char *base;
    size_t size, used;
} arena;

static sigjmp_buf out;
static void *fault_at;
static void handler(int s, siginfo_t *si, void *c)
{
    (void)s, (void)c;
    fault_at = si->si_addr;
    siglongjmp(out, 1);
}

static arena arena_make(size_t pages)
{
    size_t ps = sysconf(_SC_PAGESIZE);
    char *all = mmap(NULL, (pages + 2) * ps, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(all + ps, pages * ps, PROT_READ | PROT_WRITE);
    return (arena){all + ps, pages * ps, 0};
}

static void *arena_take(arena *a, size_t n)
{
    void *p = a->base + a->used;
    a->used += (n + 15) / 16 * 16;
    return p;
}

static int resident(arena *a)
{
    unsigned char vec[64];
    int n = 0;
    mincore(a->base, a->size, vec);
    for (size_t i = 0; i < a->size / 4096; i++)
        n += vec[i] & 1;
    return n;
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGSEGV, &sa, NULL);
    arena a = arena_make(8);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100 * (round + 1); i++) {
            int *p = arena_take(&a, 40);
            p[0] = i;
            p[9] = -i;
        }
        printf("round %d: %zu bytes, %d pages\n", round, a.used, resident(&a));
        madvise(a.base, a.size, MADV_DONTNEED);
        a.used = 0;
        printf("reset: %d pages, first word %d\n", resident(&a), *(int *)a.base);
    }
    if (sigsetjmp(out, 1) == 0)
        a.base[a.size] = 1;
    else
        printf("overrun at offset %ld of %zu\n", (long)((char *)fault_at - a.base), a.size);
    if (sigsetjmp(out, 1) == 0)
        a.base[-1] = 1;
    else
        printf("underrun at offset %ld\n", (long)((char *)fault_at - a.base));
    return 0;
}
