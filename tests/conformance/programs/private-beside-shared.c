// A private and a shared view of a file: until the private page is written,
// it follows the file; from then on it goes its own way.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *s, *p;

static void show(const char *when)
{
    printf("%-24s shared %.6s %.6s  private %.6s %.6s\n", when, s, s + 4096, p, p + 4096);
}

int main(void)
{
    int fd = open("two-pages", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 8192);
    pwrite(fd, "first0", 6, 0);
    pwrite(fd, "second", 6, 4096);
    s = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (s == MAP_FAILED || p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    show("start");
    s[0] = 'F';
    show("store in shared");
    p[1] = 'I';
    show("store in private");
    s[2] = 'R';
    s[4096] = 'S';
    show("two stores in shared");
    pwrite(fd, "PWRITE", 6, 0);
    pwrite(fd, "PWRITE", 6, 4096);
    show("pwrite");
    madvise(p, 4096, MADV_DONTNEED);
    show("copy thrown away");
    munmap(p, 8192);
    munmap(s, 8192);
    close(fd);
    return 0;
}
