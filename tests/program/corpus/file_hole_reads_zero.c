#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "a", 1);
    lseek(fd, 10000, SEEK_SET);
    write(fd, "z", 1);
    char b[100];
    int sum = 0;
    pread(fd, b, 100, 5000);
    for (int i = 0; i < 100; i++) sum += b[i];
    printf("%ld %d\n", (long)lseek(fd, 0, SEEK_END), sum);
    ftruncate(fd, 5);
    ftruncate(fd, 20);
    ssize_t n = pread(fd, b, 100, 0);
    printf("%zd %d %d\n", n, b[0], b[19]);
    return 0;
}
