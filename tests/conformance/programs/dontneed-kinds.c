// MADV_DONTNEED on private, shared and file memory: what is lost, what not.
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *make(const char *kind, int flags, int fd)
{
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (p == MAP_FAILED) {
        perror(kind);
        _exit(1);
    }
    return p;
}

int main(void)
{
    int fd = open("pages", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * 4096);
    for (int i = 0; i < 3; i++)
        pwrite(fd, "file", 4, i * 4096);
    const char *kinds[] = {"private anonymous", "shared anonymous", "private file", "shared file"};
    char *p[4] = {make(kinds[0], MAP_PRIVATE | MAP_ANONYMOUS, -1), make(kinds[1], MAP_SHARED | MAP_ANONYMOUS, -1),
                  make(kinds[2], MAP_PRIVATE, fd), make(kinds[3], MAP_SHARED, fd)};
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < 3; i++)
            sprintf(p[k] + i * 4096, "own%d", k);
        madvise(p[k] + 4096, 4096, MADV_DONTNEED);
    }
    for (int k = 0; k < 4; k++)
        printf("%-18s \"%s\" \"%s\" \"%s\"\n", kinds[k], p[k], p[k] + 4096, p[k] + 8192);
    madvise(p[0], 3 * 4096, MADV_FREE);
    p[0][0] = 'O';
    printf("freed, but stored to: %c\n", p[0][0]);
    printf("MADV_FREE of a file: %d\n", madvise(p[3], 4096, MADV_FREE));
    return 0;
}
