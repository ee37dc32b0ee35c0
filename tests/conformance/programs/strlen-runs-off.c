// A mapped file of exactly one page has no NUL behind it: strlen runs into
// whatever follows. With a guard page there it is SIGSEGV.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *text;

static void handler(int sig, siginfo_t *si, void *uc)
{
    printf("strlen ran into offset %ld\n", (long)((char *)si->si_addr - text));
    exit(0);
}

int main(void)
{
    struct sigaction sa = {0};
    sa.sa_sigaction = handler;
    sa.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &sa, NULL);

    int fd = open("text", O_RDWR | O_CREAT, 0600);
    for (int i = 0; i < 256; i++)
        write(fd, "sixteen letters\n", 16);
    text = mmap(NULL, 2 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mmap(text, 4096, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
        return 1;
    printf("strnlen: %zu\n", strnlen(text, 4096));
    printf("memchr: %s\n", memchr(text, 0, 4096) ? "a NUL" : "no NUL");
    ftruncate(fd, 4095);
    printf("one byte less: %zu\n", strlen(text));
    ftruncate(fd, 4096);
    pwrite(fd, "\n", 1, 4095);
    volatile size_t n = strlen(text);
    printf("not reached: %zu\n", n);
    return 1;
}
