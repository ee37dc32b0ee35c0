// Every second page of a region is made read-only, then all is merged again;
// contents survive both.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    const int n = 16;
    size_t page = getpagesize();
    int *region = mmap(NULL, n * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (region == MAP_FAILED)
        abort();
    size_t words = page / sizeof(int);
    for (int i = 0; i < n; i++)
        region[i * words] = i * 100;
    for (int i = 0; i < n; i += 2)
        if (mprotect(region + i * words, page, PROT_READ))
            perror("mprotect");
    for (int i = 1; i < n; i += 2)
        region[i * words] += 1;
    for (int i = 1; i < n - 1; i += 4)
        mprotect(region + i * words, 2 * page, PROT_READ);
    long sum = 0;
    for (int i = 0; i < n; i++)
        sum += region[i * words];
    printf("sum %ld\n", sum);
    mprotect(region, n * page, PROT_READ | PROT_WRITE);
    for (int i = 0; i < n; i++)
        region[i * words]++;
    for (int i = 0; i < n; i++)
        printf("%d%c", region[i * words], i == n - 1 ? '\n' : ' ');
    munmap(region, n * page);
    return 0;
}
