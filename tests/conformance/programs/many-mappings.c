// Fifty mappings with alternating kinds; every third is unmapped, the rest summed.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define N 50

int main(void)
{
    int fd = open("common", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, N * 4096);
    unsigned char *m[N];
    for (int i = 0; i < N; i++) {
        int pages = 1 + i % 3;
        switch (i % 4) {
        case 0:
            m[i] = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            break;
        case 1:
            m[i] = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (i - 1) * 4096L);
            break;
        case 2:
            m[i] = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, (i - 1) * 4096L);
            break;
        default:
            m[i] = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        }
        if (m[i] == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        m[i][i] = i;
    }
    for (int i = 0; i < N; i += 3)
        munmap(m[i], (1 + i % 3) * 4096);
    int sum = 0, holes = 0;
    for (int i = 0; i < N; i++)
        if (i % 3)
            sum += m[i][i];
        else
            holes++;
    unsigned char byte;
    int in_file = 0;
    for (int i = 1; i < N; i += 4) {
        pread(fd, &byte, 1, (i - 1) * 4096L + i);
        in_file += byte == i;
    }
    printf("sum %d, %d unmapped, %d stores in the file\n", sum, holes, in_file);
    return 0;
}
