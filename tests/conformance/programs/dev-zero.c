// /dev/zero as the source of zeros: read, mapped private, mapped shared.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("/dev/zero", O_RDWR);
    if (fd == -1) {
        perror("/dev/zero");
        return 1;
    }
    char text[8] = "xxxxxxx";
    ssize_t n = read(fd, text, 4);
    printf("read %zd: %d %d %c\n", n, text[0], text[3], text[4]);
    printf("written: %zd\n", write(fd, text, 8));
    int *private = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    int *shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int *other = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (private == MAP_FAILED || shared == MAP_FAILED || other == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);
    printf("%d %d\n", private[0], shared[2047]);
    if (fork() == 0) {
        private[0] = 1;
        shared[0] = 2;
        shared[1024] = 3;
        _exit(0);
    }
    wait(NULL);
    printf("private %d, shared %d %d, another mapping %d\n", private[0], shared[0], shared[1024], other[0]);
    fd = open("/dev/null", O_RDWR);
    printf("null: read %zd, ", read(fd, text, 8));
    printf("write %zd\n", write(fd, shared, 8192));
    return 0;
}
