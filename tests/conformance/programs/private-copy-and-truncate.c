// A private copy is lost when the file is cut before it, and growing the
// file again brings zeros, not the copy. The page that holds the new end
// keeps its copy.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("cut", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * 4096);
    for (int i = 0; i < 3; i++)
        pwrite(fd, "file", 4, i * 4096);
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return perror("mmap"), 1;
    for (int i = 0; i < 3; i++)
        memcpy(p + i * 4096, "copy", 4);
    memcpy(p + 4096 + 2000, "tail", 4);

    ftruncate(fd, 4096 + 100);
    ftruncate(fd, 3 * 4096);
    for (int i = 0; i < 3; i++) {
        char now[5] = "";
        pread(fd, now, 4, i * 4096);
        printf("page %d: private \"%.4s\" file \"%s\"\n", i, p + i * 4096, now);
    }
    printf("behind the cut in page 1: \"%.4s\"\n", p + 4096 + 2000);
    p[2 * 4096] = 'n';
    printf("page 2 written again: \"%.4s\"\n", p + 2 * 4096);
    return 0;
}
