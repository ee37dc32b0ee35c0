// Bytes stored behind the end of a file are not in the file; when the file
// grows by ftruncate they are zeros again.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void show(int fd, const char *m, const char *when)
{
    char c[4] = "...";
    ssize_t n = pread(fd, c, 3, 98);
    printf("%-14s file has %zd: %.3s, mapping %d %d\n", when, n, c, m[99], m[100]);
}

int main(void)
{
    int fd = open("short", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char line[100];
    memset(line, '-', sizeof line);
    write(fd, line, sizeof line);
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    show(fd, m, "start");
    m[99] = '=';
    m[100] = '#';
    show(fd, m, "two stores");
    ftruncate(fd, 200);
    show(fd, m, "grown");
    m[100] = '#';
    show(fd, m, "stored again");
    ftruncate(fd, 99);
    show(fd, m, "cut");
    ftruncate(fd, 150);
    show(fd, m, "grown again");
    return 0;
}
