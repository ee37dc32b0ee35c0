#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 8192);
    pwrite(fd, "original", 8, 0);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    p[0] = 'O';
    char b[9] = {0};
    pread(fd, b, 8, 0);
    printf("%s %.8s\n", b, p);
    pwrite(fd, "x", 1, 1);          /* the copied page does not follow */
    printf("%.8s\n", p);
    return 0;
}
