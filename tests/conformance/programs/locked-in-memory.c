// mlock brings pages in and keeps them; what it refuses, and what is refused for locked pages.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static void say(const char *what, int r)
{
    printf("%-28s %s\n", what, r == -1 ? strerror(errno) : "ok");
}

static int in_memory(char *p, int pages)
{
    unsigned char vec[32];
    int n = 0;
    mincore(p, pages * 4096, vec);
    for (int i = 0; i < pages; i++)
        n += vec[i] & 1;
    return n;
}

int main(void)
{
    char *p = mmap(NULL, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("new: %d\n", in_memory(p, 8));
    say("lock two pages", mlock(p + 4096, 8000));
    printf("now: %d\n", in_memory(p, 8));
    say("DONTNEED on locked", madvise(p + 4096, 4096, MADV_DONTNEED));
    say("DONTNEED beside", madvise(p + 4 * 4096, 4096, MADV_DONTNEED));
    say("msync INVALIDATE on locked", msync(p + 4096, 4096, MS_INVALIDATE));
    say("unlock", munlock(p, 8 * 4096));
    say("DONTNEED on unlocked", madvise(p + 4096, 4096, MADV_DONTNEED));
    printf("now: %d\n", in_memory(p, 8));
    say("lock over a hole", (munmap(p + 5 * 4096, 4096), mlock(p, 8 * 4096)));
    say("lock no access", (mprotect(p, 4096, PROT_NONE), mlock(p, 4096)));
    char *l = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
    printf("MAP_LOCKED: %d\n", in_memory(l, 3));
    char *o = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    printf("MAP_POPULATE: %d\n", in_memory(o, 3));
    say("munlockall", munlockall());
    return 0;
}
