// Puts a mapping at an address of our own choice with MAP_FIXED. What was
// mapped there before is replaced without a question. So the address must
// come from a mapping of our own: here three pages are reserved first,
// then a page of a file takes the place of the middle one.
// faultline: --with notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    int rw = PROT_READ | PROT_WRITE;
    char *p = mmap(NULL, 3 * PAGE, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    p[0] = 'A';
    p[PAGE] = 'B';
    p[2 * PAGE] = 'C';
    printf("before: %c %c %c\n", p[0], p[PAGE], p[2 * PAGE]);

    int fd = open("notes.txt", O_RDONLY);
    if (fd == -1) {
        perror("notes.txt");
        return 1;
    }
    // Without MAP_FIXED the address would only be a wish.
    char *q = mmap(p + PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED,
                   fd, PAGE);
    if (q == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    printf("at the chosen address: %s\n", q == p + PAGE ? "yes" : "no");
    printf("after:  %c %c %c\n", p[0], p[PAGE], p[2 * PAGE]);
    printf("the middle page says: %.16s\n", p + PAGE);
    munmap(p, 3 * PAGE);        // one munmap for both mappings
    return 0;
}
