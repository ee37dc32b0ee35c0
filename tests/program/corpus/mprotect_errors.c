#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    char *p = mmap(NULL, 3 * 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int r = mprotect(p + 1, 4096, PROT_READ);
    printf("%d %d\n", r, errno == EINVAL);
    munmap(p + 4096, 4096);
    r = mprotect(p, 3 * 4096, PROT_READ | PROT_WRITE);
    printf("%d %d\n", r, errno == ENOMEM);
    p[0] = 1;                       /* up to the hole it was done */
    close(open("f", O_CREAT | O_WRONLY, 0600));
    int fd = open("f", O_RDONLY);
    char *q = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    r = mprotect(q, 4096, PROT_READ | PROT_WRITE);
    printf("%d %d %d\n", r, errno == EACCES, p[0]);
    return 0;
}
