// Two sorted runs in one file are merged into another, all through mappings.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define N 1500

static int ascending(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static int *map(const char *name, size_t count)
{
    int fd = open(name, O_RDWR | O_CREAT, 0600);
    if (ftruncate(fd, count * sizeof(int)) == -1)
        exit(1);
    int *p = mmap(NULL, count * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        exit(1);
    return p;
}

int main(void)
{
    int *in = map("runs", 2 * N), *out = map("merged", 2 * N);
    unsigned x = 99;
    for (int i = 0; i < 2 * N; i++) {
        x = x * 1664525 + 1013904223;
        in[i] = x >> 12;
    }
    qsort(in, N, sizeof(int), ascending);
    qsort(in + N, N, sizeof(int), ascending);
    int a = 0, b = N, n = 0;
    while (a < N || b < 2 * N)
        out[n++] = b == 2 * N || (a < N && in[a] <= in[b]) ? in[a++] : in[b++];
    int wrong = 0;
    for (int i = 1; i < n; i++)
        wrong += out[i - 1] > out[i];
    printf("%d merged, %d out of order\n", n, wrong);
    printf("%d %d %d\n", out[0], out[n / 2], out[n - 1]);
    int *again = map("merged", 2 * N);
    printf("file: %d\n", again[n / 2]);
    return 0;
}
