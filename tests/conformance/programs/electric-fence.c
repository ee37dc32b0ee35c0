// An allocator in which every block ends at a protected page, and freed
// blocks stay protected: use after free is caught, too.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096UL
static sigjmp_buf env;

struct block {
    char *start;
    size_t length;
    const char *name;
} blocks[8];
static int count;

static void explain(int sig, siginfo_t *si, void *uc)
{
    char *a = si->si_addr;
    for (int i = 0; i < count; i++) {
        struct block *b = &blocks[i];
        size_t room = (b->length + PAGE - 1) & ~(PAGE - 1);
        char *end = b->start + b->length;
        if (a >= end && a < end + PAGE)
            printf("%s: %ld behind its end\n", b->name, (long)(a - end));
        else if (a >= end - room && a < end)
            printf("%s: used after free, at %ld\n", b->name, (long)(a - b->start));
    }
    siglongjmp(env, 1);
}

static char *allocate(size_t length, const char *name)
{
    size_t room = (length + PAGE - 1) & ~(PAGE - 1);
    char *p = mmap(NULL, room + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(p + room, PAGE, PROT_NONE);
    blocks[count] = (struct block){p + room - length, length, name};
    return blocks[count++].start;
}

static void release(int i)
{
    size_t room = (blocks[i].length + PAGE - 1) & ~(PAGE - 1);
    mprotect(blocks[i].start + blocks[i].length - room, room, PROT_NONE);
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = explain, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    volatile char *a = allocate(16, "small"), *b = allocate(6000, "large");
    if (!sigsetjmp(env, 1))
        for (int i = 0; i < 20; i++)
            a[i] = i;
    if (!sigsetjmp(env, 1))
        b[6005] = 1;
    release(0);
    if (!sigsetjmp(env, 1))
        printf("%d\n", a[3]);
    b[5999] = 7;
    release(1);
    if (!sigsetjmp(env, 1))
        b[5999] = 8;
    return 0;
}
