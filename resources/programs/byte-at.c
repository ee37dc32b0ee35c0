// Prints the byte at an offset of a file. Only the page that holds the byte
// is mapped, so the offset is split: where its page starts, and how far
// inside the page the byte lies. Offsets outside the file are refused:
// touching them would end the program with a signal, or give a 0 that
// is not in the file.
// faultline: --with notes.txt -- notes.txt 4096
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s FILE OFFSET\n", argv[0]);
        return 1;
    }

    int fd = open(argv[1], O_RDONLY);
    if (fd == -1) {
        perror(argv[1]);
        return 1;
    }
    struct stat st;
    if (fstat(fd, &st) == -1) {
        perror("fstat");
        return 1;
    }

    char *end;
    long offset = strtol(argv[2], &end, 0);
    if (*argv[2] == '\0' || *end != '\0') {
        fprintf(stderr, "%s: not a number\n", argv[2]);
        return 1;
    }
    if (offset < 0 || offset >= st.st_size) {
        fprintf(stderr, "%ld is outside the file: it has %ld bytes\n",
                offset, (long)st.st_size);
        return 1;
    }

    long page = sysconf(_SC_PAGESIZE);
    long start = offset - offset % page;        // must be a multiple
    char *p = mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, start);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    unsigned char byte = p[offset - start];
    printf("byte %ld is %d", offset, byte);
    if (byte >= ' ' && byte <= '~')
        printf(", the character '%c'", byte);
    printf("\n");
    munmap(p, page);
    return 0;
}
