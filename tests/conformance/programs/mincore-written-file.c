// Pages of a file that was just written are in memory, mapped or not.
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGES 6

int main(void)
{
    int fd = open("fresh", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[1024];
    for (int i = 0; i < 1024; i++)
        block[i] = i % 50 + 40;
    for (int i = 0; i < 4 * 4; i++)
        write(fd, block, 1024);
    char *m = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    unsigned char *v = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (m == MAP_FAILED || v == MAP_FAILED)
        return 1;
    int in = 0;
    mincore(m, 4 * 4096, v);
    for (int i = 0; i < 4; i++)
        in += v[i] & 1;
    printf("%d of 4 in memory\n", in);
    long sum = 0;
    for (int i = 0; i < 4 * 4096; i += 1000)
        sum += m[i];
    printf("sum %ld\n", sum);
    m[100] = 1;
    munmap(m, PAGES * 4096);
    m = mmap(NULL, PAGES * 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    in = 0;
    mincore(m, 4 * 4096, v);
    for (int i = 0; i < 4; i++)
        in += v[i] & 1;
    printf("mapped again: %d, byte %d\n", in, m[100]);
    return 0;
}
