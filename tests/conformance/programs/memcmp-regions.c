// memcmp of mappings: equal, different at a page edge, and a bad second half.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
static sigjmp_buf jump;

static void oops(int signo)
{
    siglongjmp(jump, signo);
}

static int sign(int v)
{
    return (v > 0) - (v < 0);
}

int main(void)
{
    int fd = open("cmp", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 3 * PAGE);
    for (int i = 0; i < 3 * PAGE; i += 64)
        pwrite(fd, "0123456789abcdef", 16, i);
    char *a = mmap(NULL, 3 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    char *b = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return 1;
    signal(SIGSEGV, oops);
    signal(SIGBUS, oops);
    printf("equal: %d\n", memcmp(a, b, 3 * PAGE));
    b[2 * PAGE] = 'Z';
    printf("up to there: %d, with it: %d\n", memcmp(a, b, 2 * PAGE), sign(memcmp(a, b, 2 * PAGE + 1)));
    b[PAGE - 1] = -1;
    printf("earlier: %d, other way: %d\n", sign(memcmp(a, b, 3 * PAGE)), sign(memcmp(b, a, 3 * PAGE)));
    mprotect(b + PAGE, PAGE, PROT_NONE);
    int s = sigsetjmp(jump, 1);
    if (s == 0) {
        volatile int r = memcmp(a + PAGE, b + PAGE, PAGE);
        printf("compared: %d\n", r);
    } else {
        printf("stopped by %s\n", s == SIGSEGV ? "SIGSEGV" : "SIGBUS");
    }
    ftruncate(fd, PAGE);
    if ((s = sigsetjmp(jump, 1)) == 0) {
        volatile int r = memcmp(a + 2 * PAGE, a, 10);
        printf("compared: %d\n", r);
    } else {
        printf("stopped by %s\n", s == SIGBUS ? "SIGBUS" : "SIGSEGV");
    }
    return 0;
}
