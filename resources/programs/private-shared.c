// Maps the same file twice, private and shared, changes it through each
// mapping and shows the file after each change. A store through the private
// mapping goes to a copy of the page that belongs to this program alone
// (copy-on-write); a store through the shared one goes to the file.
// faultline: --with short.txt
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 4096

static void show(const char *when)
{
    printf("%s, the file says: ", when);
    fflush(stdout);             // our words first, then those of cat
    system("cat short.txt");
}

int main(void)
{
    int fd = open("short.txt", O_RDWR);
    if (fd == -1) {
        perror("short.txt");
        return 1;
    }
    int rw = PROT_READ | PROT_WRITE;
    char *p = mmap(NULL, SIZE, rw, MAP_PRIVATE, fd, 0);
    char *s = mmap(NULL, SIZE, rw, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED || s == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);
    show("At first");

    p[4] = 'i';                 // "short" becomes "shirt", only for us
    show("After the private store");
    printf("p has '%c', s has '%c'\n", p[4], s[4]);

    s[2] = 'S';                 // "short" becomes "Short", for everyone
    show("After the shared store");
    // p's page has been copied before, so p does not see what s did.
    printf("p has '%c', s has '%c'\n", p[2], s[2]);

    munmap(p, SIZE);
    munmap(s, SIZE);
    return 0;
}
