/* Where blocks lie beside each other, and which freed one comes back: last in, first out, of each size. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *base = malloc(1);
    long at[40];
    int n = 0;
    char *p[10];
    for (int i = 0; i < 10; i++) {
        p[i] = malloc(24 + i);
        at[n++] = p[i] - base;
    }
    for (int i = 0; i < 10; i++)
        free(p[i]);
    for (int i = 0; i < 10; i++) {
        p[i] = malloc(24 + i);
        at[n++] = p[i] - base;
    }
    char *big = malloc(5000), *wall = malloc(10);
    free(big);
    at[n++] = (char *)malloc(1000) - base;
    at[n++] = (char *)malloc(3000) - base;
    at[n++] = (char *)malloc(3000) - base;
    at[n++] = wall - base;
    at[n++] = (char *)calloc(10, 10) - base;
    char *r = malloc(100);
    at[n++] = r - base;
    r = realloc(r, 200);
    at[n++] = r - base;
    malloc(16);
    r = realloc(r, 4000);
    at[n++] = r - base;
    for (int i = 0; i < n; i++)
        printf("%ld\n", at[i]);
    return 0;
}
