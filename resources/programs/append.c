// Appends a line to a file through a mapping. The file must grow first:
// memory mapped beyond the last page of a file may not be touched, and bytes
// stored behind its end in the last page are not written to it.
// faultline: --with list.txt -- list.txt milk
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s FILE TEXT\n", argv[0]);
        return 1;
    }

    int fd = open(argv[1], O_RDWR | O_CREAT, 0644);
    if (fd == -1) {
        perror(argv[1]);
        return 1;
    }
    struct stat st;
    if (fstat(fd, &st) == -1) {
        perror("fstat");
        return 1;
    }

    size_t old = st.st_size;
    size_t length = strlen(argv[2]);
    size_t size = old + length + 1;             // one more for the newline

    // 1. Grow. The new bytes are zeros.
    if (ftruncate(fd, size) == -1) {
        perror("ftruncate");
        return 1;
    }

    // 2. Map, with the new size.
    char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    // 3. Fill the new bytes.
    memcpy(p + old, argv[2], length);
    p[size - 1] = '\n';

    printf("%zu bytes became %zu:\n", old, size);
    fwrite(p, 1, size, stdout);
    munmap(p, size);
    return 0;
}
