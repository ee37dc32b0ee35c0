// Stores into a mapping that may only be read. The kernel finds the mapping,
// but the mapping does not allow the store: the program is ended by the
// signal SIGSEGV with the code SEGV_ACCERR, "access not permitted".
// faultline: --with short.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("short.txt", O_RDWR);
    if (fd == -1) {
        perror("short.txt");
        return 1;
    }

    // The descriptor could write. What counts is PROT_READ.
    char *p = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    printf("reading works: %c\n", p[0]);
    p[0] = 'B';                         // the program ends here
    printf("never printed\n");
    return 0;
}
