// A gigantic array that is only reserved (MAP_NORESERVE): its untouched parts cost nothing.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

int main(void)
{
    size_t size = 64UL << 30;
    unsigned *a = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (a == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    size_t n = size / sizeof *a;
    unsigned long sum = 0;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (size_t i = 0; i < 40; i++)
        a[i * (n / 40)] = i;
    getrusage(RUSAGE_SELF, &after);
    for (size_t i = 0; i < 40; i++)
        sum += a[i * (n / 40)];
    printf("%zu elements, sum %lu, faults %ld\n", n, sum, after.ru_minflt - before.ru_minflt);
    if (madvise(a, size, MADV_DONTNEED) == -1)
        perror("madvise");
    printf("after DONTNEED: %u\n", a[39 * (n / 40)]);
    printf("%d\n", munmap(a, size));
    return 0;
}
