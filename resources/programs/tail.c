// A file rarely ends at the end of a page. The rest of its last page, the
// tail, is mapped too: it is filled with zeros, and it can be stored to
// without a signal. But what is stored there never reaches the file.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    int fd = open("ten.txt", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || write(fd, "0123456789", 10) != 10) {
        perror("ten.txt");
        return 1;
    }
    char *p = mmap(NULL, 10, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }

    int zeros = 0;
    for (int i = 10; i < PAGE; i++)
        if (p[i] == 0)
            zeros++;
    printf("the tail has %d bytes, %d of them are 0\n", PAGE - 10, zeros);

    p[9] = 'X';                         // inside the file
    p[10] = 'Y';                        // in the tail
    msync(p, 10, MS_SYNC);
    munmap(p, 10);

    struct stat st;
    fstat(fd, &st);
    char buffer[20];
    lseek(fd, 0, SEEK_SET);
    ssize_t n = read(fd, buffer, sizeof buffer);
    printf("the file has %ld bytes: %.*s\n", (long)st.st_size, (int)n, buffer);
    return 0;
}
