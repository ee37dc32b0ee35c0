// Overwrites the start of a file through a shared mapping. A mapping can't
// make a file longer, so a text that is longer than the file is cut.
// faultline: --with short.txt -- short.txt This-text-is-longer-than-the-whole-file-and-so-it-will-be-cut
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

    // Storing through a shared mapping needs a descriptor that may read
    // and write.
    int fd = open(argv[1], O_RDWR);
    if (fd == -1) {
        perror(argv[1]);
        return 1;
    }
    struct stat st;
    if (fstat(fd, &st) == -1) {
        perror("fstat");
        return 1;
    }
    size_t size = st.st_size;
    if (size == 0) {
        fprintf(stderr, "%s is empty: nothing to overwrite\n", argv[1]);
        return 1;
    }

    char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    size_t length = strlen(argv[2]);
    if (length > size) {
        printf("the file has %zu bytes, the text %zu: %zu are cut\n",
               size, length, length - size);
        length = size;
    }
    memcpy(p, argv[2], length);

    printf("now: %.*s\n", (int)length, p);
    munmap(p, size);
    return 0;
}
