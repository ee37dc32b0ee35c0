#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("%d\n", mlock(p, 4096));
    unsigned char v[2];
    mincore(p, 8192, v);
    printf("%d %d\n", v[0] & 1, v[1] & 1);
    printf("%d\n", munlock(p, 4096));
    munmap(p + 4096, 4096);
    int r = mlock(p, 8192);
    printf("%d %d\n", r, errno == ENOMEM);
    return 0;
}
