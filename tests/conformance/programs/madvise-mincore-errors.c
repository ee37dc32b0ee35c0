// madvise and mincore: wrong arguments and holes.
#define _DEFAULT_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

static void say(const char *what, int r)
{
    printf("%-26s %s\n", what, r ? strerror(errno) : "ok");
}

int main(void)
{
    unsigned char *p = mmap(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char *vec = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || vec == MAP_FAILED)
        return 1;
    for (int i = 0; i < 6; i++)
        p[i * PAGE] = i + 1;
    say("advice 12345", madvise(p, PAGE, 12345));
    say("not aligned", madvise(p + 1, PAGE, MADV_NORMAL));
    say("length 0", madvise(p, 0, MADV_NORMAL));
    say("sequential", madvise(p, 6 * PAGE, MADV_SEQUENTIAL));
    say("mincore not aligned", mincore(p + 9, PAGE, vec));
    say("mincore bad vector", mincore(p, PAGE, NULL));
    munmap(p + 3 * PAGE, PAGE);
    memset(vec, 9, 6);
    say("mincore over a hole", mincore(p, 6 * PAGE, vec));
    for (int i = 0; i < 6; i++)
        printf("%d ", vec[i]);
    printf("\n");
    say("dontneed over a hole", madvise(p, 6 * PAGE, MADV_DONTNEED));
    printf("%d %d %d %d %d\n", p[0], p[PAGE], p[2 * PAGE], p[4 * PAGE], p[5 * PAGE]);
    mlock(p, PAGE);
    say("dontneed when locked", madvise(p, PAGE, MADV_DONTNEED));
    munlock(p, PAGE);
    say("dontneed when unlocked", madvise(p, PAGE, MADV_DONTNEED));
    say("mlock over the hole", mlock(p + 2 * PAGE, 2 * PAGE));
    return 0;
}
