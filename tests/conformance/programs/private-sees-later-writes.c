// A private mapping shows later writes to the file until its page is copied; afterwards it does not.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("letters", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[4096];
    memset(block, 'a', sizeof block);
    write(fd, block, sizeof block);
    write(fd, block, sizeof block);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    printf("mapped:        %c %c\n", p[0], p[4096]);
    pwrite(fd, "B", 1, 0);
    pwrite(fd, "B", 1, 4096);
    printf("file changed:  %c %c\n", p[0], p[4096]);
    p[1] = '!';
    pwrite(fd, "C", 1, 0);
    pwrite(fd, "C", 1, 4096);
    printf("first copied:  %c %c\n", p[0], p[4096]);
    char *s = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    s[0] = s[4096] = 'D';
    printf("by a mapping:  %c %c\n", p[0], p[4096]);
    ftruncate(fd, 4096);
    ftruncate(fd, 8192);
    printf("cut and grown: %c %d\n", p[0], p[4096]);
    madvise(p, 4096, MADV_DONTNEED);
    printf("copy dropped:  %c %d\n", p[0], p[4096]);
    return 0;
}
