#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 8192);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = 'x';
    printf("%d ", msync(p, 8192, MS_SYNC));
    printf("%d\n", msync(p, 8192, MS_ASYNC));
    int r = msync(p + 1, 100, MS_SYNC);
    printf("%d %d\n", r, errno == EINVAL);
    r = msync(p, 8192, MS_SYNC | MS_ASYNC);
    printf("%d %d\n", r, errno == EINVAL);
    munmap(p + 4096, 4096);
    r = msync(p, 8192, MS_SYNC);
    printf("%d %d\n", r, errno == ENOMEM);
    return 0;
}
