#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    char *p = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ssize_t n = write(fd, p, 10);
    printf("%zd %d\n", n, errno == EFAULT);
    mprotect(p, 4096, PROT_READ);
    printf("%zd\n", write(fd, p, 10));
    lseek(fd, 0, SEEK_SET);
    n = read(fd, p, 10);
    printf("%zd %d\n", n, errno == EFAULT);
    return 0;
}
