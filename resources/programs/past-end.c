// Maps two pages of a file that fills only a part of the first. Mapping
// them works. The first page can be read to its end (behind the file it is
// all zeros). But for the second page the file has nothing to give: touching
// it ends the program with the signal SIGBUS, not SIGSEGV, because the
// mapping itself is in order.
// faultline: --with short.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    int fd = open("short.txt", O_RDONLY);
    if (fd == -1) {
        perror("short.txt");
        return 1;
    }
    char *p = mmap(NULL, 2 * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    int c = p[0];
    printf("first byte: %d\n", c);
    c = p[PAGE - 1];
    printf("last byte of the first page: %d\n", c);
    c = p[PAGE];                        // the program ends here
    printf("never printed: %d\n", c);
    return 0;
}
