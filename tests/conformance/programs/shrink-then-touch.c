// The file shrinks under its mapping. Pages that lost their file raise SIGBUS.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile long where;
static volatile int code;
static char *m;

static void caught(int number, siginfo_t *info, void *context)
{
    where = (char *)info->si_addr - m;
    code = info->si_code;
    siglongjmp(back, number);
}

static void try(long offset)
{
    if (sigsetjmp(back, 1) == 0) {
        volatile char *p = m + offset;
        printf("offset %5ld: %d\n", offset, *p);
    } else {
        printf("offset %5ld: SIGBUS at %ld, %s\n", offset, where, code == BUS_ADRERR ? "BUS_ADRERR" : "?");
    }
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
    sigaction(SIGBUS, &sa, NULL);
    int fd = open("shrinks", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 4 * 4096);
    m = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    for (int i = 0; i < 4; i++)
        m[i * 4096 + 50] = 10 + i;
    long sizes[] = {4 * 4096, 2 * 4096 + 40, 4096, 10, 0};
    for (int i = 0; i < 5; i++) {
        ftruncate(fd, sizes[i]);
        printf("size %ld\n", sizes[i]);
        for (int page = 0; page < 4; page++)
            try(page * 4096 + 50);
    }
    return 0;
}
