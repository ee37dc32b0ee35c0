// pwrite and a shared mapping of odd alignment: bytes that cross a page edge.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("edge", O_RDWR | O_CREAT, 0666);
    if (fd == -1)
        return perror("open"), 1;
    printf("pwrite at 4090: %zd\n", pwrite(fd, "across the edge", 15, 4090));
    printf("end of file: %ld\n", (long)lseek(fd, 0, SEEK_END));
    char *m = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return perror("mmap"), 1;
    printf("mapped: %.15s\n", m + 4090);
    m[4095] = '|';
    m[4096] = '|';
    char text[16] = "";
    printf("pread: %zd", pread(fd, text, 15, 4090));
    printf(" %s\n", text);
    memmove(m + 4092, m + 4090, 13);
    pread(fd, text, 15, 4090);
    printf("after memmove: %s\n", text);
    pwrite(fd, "appended", 8, 4105);
    printf("grown to %ld: %s\n", (long)lseek(fd, 0, SEEK_END), m + 4105);
    printf("reads beyond the end: %zd\n", pread(fd, text, 15, 5000));
    munmap(m, 8192);
    close(fd);
    return 0;
}
