#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    size_t size = 5 * 4096;
    unsigned char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int sum = 0;
    for (size_t i = 0; i < size; i++) sum += p[i];
    printf("%d %d\n", sum, (unsigned long)p % 4096 == 0);
    for (size_t i = 0; i < size; i += 4096) p[i] = i / 4096 + 1;
    for (size_t i = 0; i < size; i++) sum += p[i];
    printf("%d\n", sum);
    return 0;
}
