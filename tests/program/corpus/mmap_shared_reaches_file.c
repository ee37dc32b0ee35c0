#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "original", 8);
    char *p = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p[0] = 'O';
    char b[9] = {0};
    pread(fd, b, 8, 0);
    printf("%s\n", b);              /* without msync: one page cache */
    pwrite(fd, "AL", 2, 6);
    printf("%.8s\n", p);
    munmap(p, 8);
    return 0;
}
