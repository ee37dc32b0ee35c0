// Limits: a file may not grow beyond RLIMIT_FSIZE, the address space not beyond RLIMIT_AS.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static volatile int signals;
static void count(int s)
{
    (void)s;
    signals++;
}

int main(void)
{
    signal(SIGXFSZ, count);
    int fd = open("small", O_RDWR | O_CREAT | O_TRUNC, 0600);
    struct rlimit r = {10000, RLIM_INFINITY};
    printf("set: %d\n", setrlimit(RLIMIT_FSIZE, &r));
    char block[6000];
    memset(block, 'x', sizeof block);
    ssize_t n = write(fd, block, sizeof block);
    printf("first %zd\n", n);
    n = write(fd, block, sizeof block);
    printf("second %zd\n", n);
    n = write(fd, block, sizeof block);
    printf("third %zd %s, signals %d\n", n, n == -1 ? strerror(errno) : "", signals);
    int t = ftruncate(fd, 20000);
    printf("ftruncate %d %s, signals %d\n", t, strerror(errno), signals);
    char *p = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[11000] = 'y';
    printf("a store behind the end of the file: %c\n", p[11000]);
    printf("size %ld\n", (long)lseek(fd, 0, SEEK_END));
    getrlimit(RLIMIT_AS, &r);
    r.rlim_cur = 1UL << 30;
    setrlimit(RLIMIT_AS, &r);
    void *big = mmap(NULL, 2UL << 30, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("2 GiB: %s\n", big == MAP_FAILED ? strerror(errno) : "mapped");
    void *ok = mmap(NULL, 1UL << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("1 MiB: %s\n", ok == MAP_FAILED ? strerror(errno) : "mapped");
    return 0;
}
