// MAP_FIXED replaces the middle of an anonymous region by pages of a file.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    char *region = mmap(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    for (int i = 0; i < 6; i++)
        memset(region + i * PAGE, '0' + i, PAGE);
    int fd = open("inlay", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 2 * PAGE);
    pwrite(fd, "AAAA", 4, 0);
    pwrite(fd, "BBBB", 4, PAGE);

    char *middle = mmap(region + 2 * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    printf("middle is %ld pages in\n", (middle - region) / PAGE);
    for (int i = 0; i < 6; i++)
        printf("%.4s ", region + i * PAGE);
    printf("\n");
    memset(region + PAGE + 4094, '*', 4);
    memset(region + 4 * PAGE - 2, '*', 4);
    char start[3] = "", end[3] = "";
    pread(fd, start, 2, 0);
    pread(fd, end, 2, 2 * PAGE - 2);
    printf("file: %s ... %s\n", start, end);

    mmap(region + 2 * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    for (int i = 0; i < 6; i++)
        printf("%d ", region[i * PAGE]);
    printf("\n");
    return munmap(region, 6 * PAGE);
}
