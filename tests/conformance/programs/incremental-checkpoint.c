// Only pages stored to since the last checkpoint are written to a file.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define N 6

static char *volatile state;
static volatile char changed[N];

static void note(int sig, siginfo_t *si, void *uc)
{
    int page = ((char *)si->si_addr - state) / PAGE;
    if (page < 0 || page >= N)
        _exit(1);
    changed[page] = 1;
    mprotect(state + page * PAGE, PAGE, PROT_READ | PROT_WRITE);
}

static int checkpoint(int fd)
{
    int saved = 0;
    for (int i = 0; i < N; i++)
        if (changed[i]) {
            pwrite(fd, state + i * PAGE, PAGE, i * PAGE);
            changed[i] = 0;
            saved++;
        }
    mprotect(state, N * PAGE, PROT_READ);
    return saved;
}

int main(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = note;
    sa.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &sa, NULL);
    int fd = open("checkpoint", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, N * PAGE);
    state = mmap(NULL, N * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(state + PAGE, "one");
    strcpy(state + 4 * PAGE, "four");
    printf("first: %d pages\n", checkpoint(fd));
    strcpy(state + 4 * PAGE + 10, "more");
    printf("second: %d pages\n", checkpoint(fd));
    memset(state + 2 * PAGE - 5, '#', 10);
    printf("third: %d pages\n", checkpoint(fd));
    printf("nothing: %d pages\n", checkpoint(fd));
    char *saved = mmap(NULL, N * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
    printf("equal: %s\n", memcmp(saved, state, N * PAGE) ? "no" : "yes");
    return 0;
}
