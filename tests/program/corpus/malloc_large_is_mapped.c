#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    size_t size = 1 << 20;
    char *p = malloc(size);
    p[0] = 1; p[size - 1] = 2;
    printf("%d %d %d\n", p[0], p[size / 2], p[size - 1]);
    free(p);
    void *volatile huge = malloc((size_t)1 << 60);
    printf("%d\n", huge == NULL);
    return 0;
}
