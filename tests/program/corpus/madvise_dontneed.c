#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int rw = PROT_READ | PROT_WRITE;
    char *a = mmap(NULL, 4096, rw, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "file", 4);
    char *p = mmap(NULL, 4096, rw, MAP_PRIVATE, fd, 0);
    a[0] = 'a';
    p[0] = 'F';
    printf("%d ", madvise(a, 4096, MADV_DONTNEED));
    printf("%d\n", madvise(p, 4096, MADV_DONTNEED));
    printf("%d %.4s\n", a[0], p);   /* zeros again; the file again */
    int r = madvise(a + 1, 4096, MADV_DONTNEED);
    printf("%d %d\n", r, errno == EINVAL);
    return 0;
}
