/* memcpy and read from a mapping whose file was cut: SIGBUS for the one, EFAULT for the other. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
static sigjmp_buf back; static int code; static long offset; static char *p;
static void bus(int s, siginfo_t *i, void *c) { (void)c; code = i->si_code; offset = (char *)i->si_addr - p; siglongjmp(back, s); }
int main(void)
{
    long page = sysconf(_SC_PAGESIZE); char buffer[3 * 4096];
    int fd = open("cut", O_RDWR | O_CREAT, 0600), zero = open("/dev/zero", O_RDONLY), null = open("/dev/null", O_WRONLY); ftruncate(fd, 3 * page);
    p = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); memset(p, 'm', 3 * page); ftruncate(fd, page + 100);
    struct sigaction a = {.sa_sigaction = bus, .sa_flags = SA_SIGINFO}; sigaction(SIGBUS, &a, NULL);
    int s = sigsetjmp(back, 1); if (!s) { memcpy(buffer, p, 3 * page); puts("copied"); }
    else printf("%d %d page %ld\n", s == SIGBUS, code == BUS_ADRERR, offset / page);
    errno = 0; ssize_t n = read(zero, p + 2 * page, 10); printf("%zd %s\n", n, strerror(errno));
    n = write(fd, p + 2 * page, 10); printf("%zd %s\n", n, strerror(errno)); (void)null;
    if (!(s = sigsetjmp(back, 1))) printf("%zu\n", strlen(p + page + 50)); else puts("not in strlen");
    ftruncate(fd, 3 * page); if (!sigsetjmp(back, 1)) printf("%d %d\n", p[2 * page], p[page + 99]); else puts("still gone");
    munmap(p, 3 * page); close(fd); return unlink("cut");
}
