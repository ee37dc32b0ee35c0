// Prints a file byte by byte through a read-only mapping. There is no read()
// and no buffer: the file looks like an array. Only the first byte of each
// page can cause a page fault; the rest of the page is there then.
// faultline: --with notes.txt -- notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return 1;
    }

    int fd = open(argv[1], O_RDONLY);
    if (fd == -1) {
        perror(argv[1]);
        return 1;
    }

    // Ask for the size: the file has no mark at its end.
    struct stat st;
    if (fstat(fd, &st) == -1) {
        perror("fstat");
        return 1;
    }
    if (st.st_size == 0)        // a mapping of 0 bytes is an error,
        return 0;               // and there is nothing to print

    char *p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    for (off_t i = 0; i < st.st_size; i++)
        putchar(p[i]);

    munmap(p, st.st_size);
    return 0;
}
