// What a child does to its mappings is its own affair: munmap, mprotect and mremap there leave the parent's alone.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf out;
static void caught(int s)
{
    siglongjmp(out, s);
}

static void try(const char *who, volatile char *p)
{
    if (sigsetjmp(out, 1) == 0) {
        char c = *p;
        *p = c + 1;
        printf("%s: %c\n", who, c);
    } else {
        printf("%s: SIGSEGV\n", who);
    }
    fflush(stdout);
}

int main(void)
{
    signal(SIGSEGV, caught);
    char *a = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *b = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *c = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *a = 'a', *b = 'b', *c = 'c';
    if (fork() == 0) {
        munmap(a, 4096);
        mprotect(b, 4096, PROT_READ);
        try("child a", a);
        try("child b", b);
        try("child c", c);
        char *d = mremap(c, 4096, 8192, MREMAP_MAYMOVE);
        d[4096] = 'd';
        printf("child moved: %c%c\n", d[0], d[4096]);
        return 0;
    }
    wait(NULL);
    try("parent a", a);
    try("parent b", b);
    try("parent c", c);
    return 0;
}
