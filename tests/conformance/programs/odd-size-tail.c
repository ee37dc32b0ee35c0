// A file of 5000 bytes is mapped: two pages. What follows the file's end in
// its last page reads as zeros, and a store there never reaches the file.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE 5000

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int main(void)
{
    int fd = open("odd.dat", O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd == -1)
        die("open");
    for (int i = 0; i < SIZE; i++) {
        char c = 'a' + i % 26;
        if (write(fd, &c, 1) != 1)
            die("write");
    }
    char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        die("mmap");
    int zeros = 0;
    for (int i = SIZE; i < 8192; i++)
        zeros += p[i] == 0;
    printf("last byte %c, then %d zero bytes\n", p[SIZE - 1], zeros);

    p[SIZE] = 'X';
    p[SIZE - 1] = '!';
    struct stat st;
    fstat(fd, &st);
    char tail[4];
    ssize_t n = pread(fd, tail, sizeof tail, SIZE - 2);
    printf("size %ld, read %zd from the tail: %.*s\n", (long)st.st_size, n, (int)n, tail);
    printf("the mapping still shows %c behind the end\n", p[SIZE]);
    munmap(p, SIZE);
    close(fd);
    return 0;
}
