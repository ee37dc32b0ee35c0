#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *dirty = malloc(400);
    memset(dirty, 0xff, 400);
    free(dirty);
    int *a = calloc(100, sizeof *a), sum = 0;
    for (int i = 0; i < 100; i++) sum |= a[i];
    printf("%d\n", sum);
    void *volatile huge = calloc((size_t)1 << 62, 8);   /* the product overflows */
    printf("%d\n", huge == NULL);
    return 0;
}
