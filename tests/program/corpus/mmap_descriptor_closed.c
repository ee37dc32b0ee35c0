#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "kept", 4);
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    unlink("f");                    /* neither descriptor nor name remains */
    p[0] = 'K';
    printf("%.4s\n", p);
    printf("%d\n", munmap(p, 4096));
    return 0;
}
