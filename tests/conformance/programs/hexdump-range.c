// faultline: --with poem.txt -- poem.txt 4080 40
// Prints a range of a file in hexadecimal; only its pages are mapped.
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 4) {
        fprintf(stderr, "usage: hexdump-range FILE OFFSET LENGTH\n");
        return 2;
    }
    int fd = open(argv[1], O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror(argv[1]);
        return 1;
    }
    off_t offset = atol(argv[2]), length = atol(argv[3]);
    if (offset >= st.st_size)
        return 1;
    if (offset + length > st.st_size)
        length = st.st_size - offset;
    off_t start = offset & ~(sysconf(_SC_PAGE_SIZE) - 1);
    unsigned char *m = mmap(NULL, length + offset - start, PROT_READ, MAP_PRIVATE, fd, start);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    unsigned char *p = m + (offset - start);
    for (off_t i = 0; i < length; i += 16) {
        printf("%08lx ", (long)(offset + i));
        for (int k = 0; k < 16; k++)
            if (i + k < length)
                printf(" %02x", p[i + k]);
            else
                printf("   ");
        printf("  |");
        for (int k = 0; k < 16 && i + k < length; k++)
            putchar(isprint(p[i + k]) ? p[i + k] : '.');
        printf("|\n");
    }
    return munmap(m, length + offset - start);
}
