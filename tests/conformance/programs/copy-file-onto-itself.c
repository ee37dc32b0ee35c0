// The buffer of read and write is a mapping of the same file.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void show(int fd)
{
    char c[5];
    for (int i = 0; i < 4; i++) {
        ssize_t n = pread(fd, c, 4, i * 4096);
        printf("%.*s ", (int)(n > 0 ? n : 0), c);
    }
    printf("\n");
}

int main(void)
{
    int fd = open("self", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * 4096);
    pwrite(fd, "aaaa", 4, 0);
    pwrite(fd, "bbbb", 4, 4096);
    pwrite(fd, "cccc", 4, 8192);
    char *m = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return perror("mmap"), 1;
    show(fd);
    printf("read page 0 into page 1: %zd\n", pread(fd, m + 4096, 4096, 0));
    show(fd);
    printf("write page 2 over page 0: %zd\n", pwrite(fd, m + 8192, 4096, 0));
    show(fd);
    printf("append page 1: %zd\n", pwrite(fd, m + 4096, 4096, 3 * 4096));
    show(fd);
    m[3 * 4096] = 'D';
    printf("read page 3 over itself: %zd\n", pread(fd, m + 3 * 4096, 4096, 3 * 4096));
    show(fd);
    munmap(m, 4 * 4096);
    return 0;
}
