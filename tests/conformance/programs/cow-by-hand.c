// Copy-on-write between two arrays of page pointers, done by the program.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define N 4

static int fd;
static char *volatile original, *volatile clone;
static volatile int copies;

static void onWrite(int sig, siginfo_t *si, void *uc)
{
    char *a = si->si_addr;
    char *base = a >= original && a < original + N * PAGE ? original : clone;
    long page = (a - base) / PAGE;
    if (page < 0 || page >= N)
        _exit(1);
    char *place = base + page * PAGE;
    char saved[PAGE];
    memcpy(saved, place, PAGE);
    mmap(place, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    memcpy(place, saved, PAGE);
    copies++;
}

static void show(const char *name, const char *p)
{
    printf("%-9s", name);
    for (int i = 0; i < N; i++)
        printf(" %s", p + i * PAGE);
    printf("\n");
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = onWrite, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    fd = open("store", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, N * PAGE);
    for (int i = 0; i < N; i++)
        pwrite(fd, (char[]){'a' + i, 'a' + i, 0}, 3, i * PAGE);
    original = mmap(NULL, N * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    clone = mmap(NULL, N * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    *(volatile char *)(clone + PAGE) = 'X';
    show("original", original);
    show("clone", clone);
    *(volatile char *)(original + 2 * PAGE + 1) = 'Y';
    *(volatile char *)(original + 2 * PAGE) = 'Z';
    show("original", original);
    show("clone", clone);
    printf("%d copies\n", copies);
    return 0;
}
