#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *p = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int r = munmap(p + 1, 100);
    printf("%d %d\n", r, errno == EINVAL);
    r = munmap(p, 0);
    printf("%d %d\n", r, errno == EINVAL);
    printf("%d\n", munmap(p, 1));       /* the whole first page */
    printf("%d\n", munmap(p, 4096));    /* nothing there: not an error */
    printf("%d\n", p[4096]);
    return 0;
}
