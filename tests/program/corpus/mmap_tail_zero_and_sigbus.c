#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static void handler(int n) { siglongjmp(back, n); }

int main(void)
{
    signal(SIGBUS, handler);
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "end", 3);
    volatile char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("%c %d %d\n", p[2], p[3], p[4095]);
    if (sigsetjmp(back, 1) == 0) p[4096] = 1;
    else printf("SIGBUS\n");
    ftruncate(fd, 5000);            /* now the page exists */
    p[4096] = 'g';
    printf("%c\n", p[4096]);
    return 0;
}
