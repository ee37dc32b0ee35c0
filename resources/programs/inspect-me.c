// Changes one byte of a file in a private mapping, then waits for a line on
// its standard input. While it waits, its memory can be looked at: three
// pages are mapped, the first was never touched, the second is a private
// copy, the third was read and is still the page of the file.
// Compiled with cc, `faultline inspect` of its process id shows the same
// (`pidof inspect-me` tells the id).
// faultline: --with notes.txt -- notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096

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
    struct stat st;
    if (fstat(fd, &st) == -1 || st.st_size <= 2 * PAGE) {
        fprintf(stderr, "%s: a file of more than two pages, please\n", argv[1]);
        return 1;
    }

    // A private mapping may be written although the file is open for
    // reading only: no store ever reaches the file.
    char *p = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE,
                   fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    p[PAGE] = 'X';                      // page 1: now a copy of our own
    char c = p[2 * PAGE];               // page 2: only read
    printf("page 1 begins with %.5s, page 2 with %c\n", p + PAGE, c);

    printf("Look at my pages now. Enter ends me.\n");
    getchar();
    printf("page 1 still begins with %.5s\n", p + PAGE);
    munmap(p, st.st_size);
    return 0;
}
