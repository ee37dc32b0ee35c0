// Sums a large file through a window of 64 KiB that is mapped, used and unmapped, one after the other.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define WINDOW (64 * 1024)

int main(void)
{
    int fd = open("numbers", O_RDWR | O_CREAT | O_TRUNC, 0600);
    uint32_t block[1024];
    for (uint32_t k = 0; k < 50; k++) {
        for (uint32_t i = 0; i < 1024; i++)
            block[i] = k * 1024 + i;
        write(fd, block, sizeof block);
    }
    write(fd, block, 100);
    struct stat st;
    fstat(fd, &st);
    uint64_t sum = 0;
    int windows = 0;
    for (off_t at = 0; at < st.st_size; at += WINDOW) {
        size_t n = st.st_size - at < WINDOW ? st.st_size - at : WINDOW;
        uint32_t *w = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, at);
        if (w == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        for (size_t i = 0; i < n / sizeof *w; i += 16)
            sum += w[i];
        munmap(w, n);
        windows++;
    }
    printf("%ld bytes in %d windows, sum %llu\n", (long)st.st_size, windows, (unsigned long long)sum);
    return 0;
}
