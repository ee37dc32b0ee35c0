// While one process has a file mapped, another one cuts the file off. The
// mapping stays, but the page behind it is gone: the next touch ends the
// program with the signal SIGBUS. Who maps files that others may cut must
// expect this at any time.
// faultline: --with notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    int fd = open("notes.txt", O_RDWR);
    if (fd == -1) {
        perror("notes.txt");
        return 1;
    }
    char *p = mmap(NULL, 2 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }

    // Both pages are in memory after this.
    printf("before: %c %c\n", p[0], p[PAGE]);

    if (fork() == 0) {
        // The child leaves ten bytes of the file.
        if (ftruncate(fd, 10) == -1)
            perror("ftruncate");
        _exit(0);
    }
    wait(NULL);

    char c = p[0];                      // page 0 still belongs to the file
    printf("page 0 after: %c\n", c);
    c = p[PAGE];                        // the program ends here
    printf("never printed: %c\n", c);
    return 0;
}
