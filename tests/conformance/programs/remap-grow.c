// mremap lets an anonymous array grow; what was there stays.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    size_t size = 4096;
    int *a = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (a == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    int used = 0;
    for (int i = 0; i < 5000; i++) {
        if (used * sizeof(int) == size) {
            int *bigger = mremap(a, size, size * 2, MREMAP_MAYMOVE);
            if (bigger == MAP_FAILED) {
                perror("mremap");
                return 1;
            }
            printf("grew to %zu pages at element %d\n", size * 2 / 4096, i);
            a = bigger;
            size *= 2;
        }
        a[used++] = i % 97;
    }
    long sum = 0;
    for (int i = 0; i < used; i++)
        sum += a[i];
    printf("%d elements, sum %ld, next one is %d\n", used, sum, a[used]);
    munmap(a, size);
    return 0;
}
