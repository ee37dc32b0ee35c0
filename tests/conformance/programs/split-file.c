// faultline: --with poem.txt -- poem.txt 5000
// Splits a file into pieces: write(2) straight from the mapping.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    struct stat st;
    int fd = open(argv[1], O_RDONLY);
    if (argc != 3 || fd == -1 || fstat(fd, &st) == -1)
        return 1;
    long piece = atol(argv[2]);
    char *m = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    close(fd);
    int n = 0;
    for (long at = 0; at < st.st_size; at += piece, n++) {
        char name[32];
        sprintf(name, "piece.%02d", n);
        int out = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
        long left = st.st_size - at < piece ? st.st_size - at : piece;
        printf("%s: %zd bytes\n", name, write(out, m + at, left));
        close(out);
    }
    long at = 0;
    for (int i = 0; i < n; i++) {
        char name[32], block[1000];
        sprintf(name, "piece.%02d", i);
        int in = open(name, O_RDONLY);
        ssize_t r;
        while ((r = read(in, block, sizeof block)) > 0) {
            if (memcmp(block, m + at, r) != 0)
                printf("%s is wrong before %ld\n", name, at + r);
            at += r;
        }
        close(in);
        unlink(name);
    }
    printf("%ld bytes compared\n", at);
    return 0;
}
