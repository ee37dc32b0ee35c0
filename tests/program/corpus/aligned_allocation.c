#include <stdio.h>
#include <stdlib.h>
#include <malloc.h>

int main(void)
{
    void *p;
    int r = posix_memalign(&p, 4096, 100);
    printf("%d %d\n", r, (unsigned long)p % 4096 == 0);
    free(p);
    p = aligned_alloc(256, 512);
    printf("%d\n", (unsigned long)p % 256 == 0);
    char *q = memalign(4096, 8192);
    q[8191] = 5;
    printf("%d %d\n", (unsigned long)q % 4096 == 0, q[8191]);
    printf("%d\n", posix_memalign(&p, 3, 10) != 0);
    return 0;
}
