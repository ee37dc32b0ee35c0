// Two shared mappings of one file, with different offsets, show one content.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *view(int fd, int pages, int first, int protection)
{
    char *p = mmap(0, pages * 4096, protection, MAP_SHARED, fd, first * 4096);
    if (p == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
    }
    return p;
}

int main(void)
{
    int fd = open("views", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd < 0 || ftruncate(fd, 3 * 4096 + 10) < 0) {
        perror("views");
        return EXIT_FAILURE;
    }
    char *all = view(fd, 4, 0, PROT_READ | PROT_WRITE);
    char *back = view(fd, 2, 2, PROT_READ);
    strcpy(all + 2 * 4096, "written through the first");
    printf("second view: %s\n", back);
    memcpy(all + 3 * 4096, "0123456789", 10);
    printf("second view, last page: %s\n", back + 4096);
    char *front = view(fd, 1, 0, PROT_READ | PROT_WRITE);
    front[5] = 'F';
    printf("first view sees %c, one page later %d\n", all[5], all[4096 + 5]);
    printf("they are %s places\n", front == all ? "the same" : "different");
    munmap(all, 4 * 4096);
    printf("after one is gone: %.7s %c\n", back, front[5]);
    return 0;
}
