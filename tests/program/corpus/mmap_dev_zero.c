#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("/dev/zero", O_RDWR);
    int rw = PROT_READ | PROT_WRITE;
    int *s = mmap(NULL, 4096, rw, MAP_SHARED, fd, 0);
    int *p = mmap(NULL, 4096, rw, MAP_PRIVATE, fd, 0);
    printf("%d %d\n", *s, *p);
    if (fork() == 0) {
        *s = 5;
        *p = 6;
        _exit(0);
    }
    wait(NULL);
    printf("%d %d\n", *s, *p);
    return 0;
}
