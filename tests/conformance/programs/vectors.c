// readv and writev gather and scatter over mappings, page edges included.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    strcpy(p, "head ");
    strcpy(p + 4096 - 3, "middle ");
    strcpy(p + 2 * 4096, "tail");
    int fd = open("vectors", O_RDWR | O_CREAT | O_TRUNC, 0600);
    struct iovec out[3] = {{p, 5}, {p + 4096 - 3, 7}, {p + 2 * 4096, 4}};
    printf("writev: %zd\n", writev(fd, out, 3));
    lseek(fd, 0, SEEK_SET);
    char small[4] = "";
    struct iovec in[3] = {{small, 3}, {p + 100, 0}, {p + 2 * 4096 - 4, 100}};
    printf("readv: %zd\n", readv(fd, in, 3));
    printf("%s|%s\n", small, p + 2 * 4096 - 4);
    mprotect(p + 4096, 4096, PROT_NONE);
    struct iovec bad[2] = {{p, 5}, {p + 4096, 5}};
    printf("second part is bad: %zd\n", writev(fd, bad, 2));
    struct iovec worse[2] = {{p + 4096, 5}, {p, 5}};
    ssize_t n = writev(fd, worse, 2);
    printf("first part is bad: %zd %s\n", n, strerror(errno));
    printf("size %ld\n", (long)lseek(fd, 0, SEEK_END));
    n = writev(fd, bad, -1);
    printf("count -1: %zd %s\n", n, strerror(errno));
    return 0;
}
