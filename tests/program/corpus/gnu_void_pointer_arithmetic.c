#include <stdio.h>

int main(void)
{
    int a[] = {10, 20, 30};
    void *v = a;
    v = v + 8;                  /* void counts as one byte */
    printf("%d\n", *(int *)v);
    v -= 4;
    printf("%d %td\n", *(int *)v, v - (void *)a);
    return 0;
}
