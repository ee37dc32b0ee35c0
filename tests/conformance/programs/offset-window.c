// A window of one page slides over a file of ten, by mapping each offset anew.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    long page = sysconf(_SC_PAGESIZE);
    int fd = open("ten", O_RDWR | O_CREAT, 0600);
    if (fd == -1 || ftruncate(fd, 10 * page) == -1) {
        perror("ten");
        return 1;
    }
    for (int i = 0; i < 10; i++) {
        char text[16];
        int n = snprintf(text, sizeof text, "page %d", i);
        pwrite(fd, text, n, i * page + 7);
    }
    for (int i = 9; i >= 0; i -= 3) {
        char *w = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, i * page);
        if (w == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        printf("offset %ld: %s\n", i * page, w + 7);
        munmap(w, page);
    }
    if (mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 100) == MAP_FAILED)
        printf("offset 100: %s\n", strerror(errno));
    void *far = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 20 * page);
    printf("offset past the end: %s\n", far == MAP_FAILED ? strerror(errno) : "mapped, not touched");
    return 0;
}
