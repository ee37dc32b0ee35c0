// One file, mapped twice: a store to p (private) makes a copy of the page,
// a store to s (shared) goes to the page of the file itself.
// faultline: --with notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#define SIZE 12288  /* three pages */

int main(void)
{
    int fd = open("notes.txt", O_RDWR);
    int rw = PROT_READ | PROT_WRITE;
    char *p = mmap(NULL, SIZE, rw,
                   MAP_PRIVATE, fd, 0);
    char *s = mmap(NULL, SIZE, rw,
                   MAP_SHARED, fd, 0);
    close(fd);

    char a = p[4096], b = s[4096];
    printf("%c %c\n", a, b);

    p[4096] = 'c';  /* our own copy */
    s[4096] = 'l';  /* the file */

    a = p[4096], b = s[4096];
    printf("%c %c\n", a, b);
    munmap(p, SIZE);
    munmap(s, SIZE);
    return 0;
}
