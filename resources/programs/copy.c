// Copies a file with two mappings and one memcpy. The program names no
// page and reads no block: memcpy touches the pages one after the other,
// and each first touch lets the kernel fetch the page.
// faultline: --with notes.txt -- notes.txt copy.txt
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s FROM TO\n", argv[0]);
        return 1;
    }

    int in = open(argv[1], O_RDONLY);
    if (in == -1) {
        perror(argv[1]);
        return 1;
    }
    struct stat st;
    if (fstat(in, &st) == -1) {
        perror("fstat");
        return 1;
    }
    size_t size = st.st_size;

    int out = open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (out == -1) {
        perror(argv[2]);
        return 1;
    }
    if (size == 0)              // an empty file can't be mapped
        return 0;
    if (ftruncate(out, size) == -1) {
        perror("ftruncate");
        return 1;
    }

    char *from = mmap(NULL, size, PROT_READ, MAP_PRIVATE, in, 0);
    char *to = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, out, 0);
    if (from == MAP_FAILED || to == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(in);
    close(out);

    memcpy(to, from, size);     // this is the whole copy

    printf("copied %zu bytes, %s\n", size,
           memcmp(to, from, size) == 0 ? "they are equal" : "they differ");
    munmap(from, size);
    munmap(to, size);
    return 0;
}
