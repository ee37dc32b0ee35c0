// Merges two sorted files of numbers into a third, all three mapped.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int *map(const char *name, size_t *count)
{
    int fd = open(name, O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror(name);
        exit(EXIT_FAILURE);
    }
    *count = st.st_size / sizeof(int);
    int *p = mmap(0, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    return p == MAP_FAILED ? NULL : p;
}

static void make(const char *name, int n, int from, int step)
{
    int fd = creat(name, 0644);
    for (int i = 0; i < n; i++) {
        int v = from + i * step;
        write(fd, &v, sizeof v);
    }
    close(fd);
}

int main(void)
{
    make("odd", 700, 1, 6);
    make("even", 500, 0, 8);
    size_t na, nb;
    int *a = map("odd", &na), *b = map("even", &nb);
    int fd = open("merged", O_RDWR | O_CREAT | O_TRUNC, 0644);
    size_t bytes = (na + nb) * sizeof(int);
    lseek(fd, bytes - 1, SEEK_SET);
    write(fd, "", 1);
    int *c = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    size_t i = 0, j = 0, k = 0;
    while (i < na || j < nb)
        c[k++] = j == nb || (i < na && a[i] < b[j]) ? a[i++] : b[j++];
    int sorted = 1;
    for (size_t x = 1; x < k; x++)
        sorted &= c[x - 1] <= c[x];
    printf("%zu + %zu = %zu, sorted: %d, last %d\n", na, nb, k, sorted, c[k - 1]);
    return 0;
}
