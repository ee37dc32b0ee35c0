// A sparse file: two bytes far apart, zeros between, mapped and read.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FAR (40 * 4096 + 5)

int main(void)
{
    int fd = open("sparse", O_RDWR | O_CREAT | O_TRUNC, 0600);
    pwrite(fd, "A", 1, 0);
    pwrite(fd, "Z", 1, FAR);
    struct stat st;
    fstat(fd, &st);
    printf("size %ld\n", (long)st.st_size);
    char *m = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    int zero = 0;
    for (long i = 1; i < FAR; i += 512)
        zero += m[i] == 0;
    printf("%c ... %c, zeros %d\n", m[0], m[FAR], zero);
    m[20 * 4096] = 'M';
    char c = '?';
    pread(fd, &c, 1, 20 * 4096);
    printf("filled in the middle: %c\n", c);
    if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 20 * 4096, 4096) == 0)
        printf("punched: %d\n", m[20 * 4096]);
    m[20 * 4096] = 'N';
    pread(fd, &c, 1, 20 * 4096);
    printf("filled again: %c\n", c);
    return 0;
}
