// faultline: --with poem.txt -- poem.txt copy.txt
// Copies a file by two mappings, in pieces of three pages.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (3 * 4096)

static int copy(const char *from, const char *to)
{
    int in = open(from, O_RDONLY);
    if (in == -1)
        return -1;
    int out = open(to, O_RDWR | O_CREAT | O_TRUNC, 0644);
    struct stat st;
    if (out == -1 || fstat(in, &st) == -1 || ftruncate(out, st.st_size) == -1)
        return -1;
    int pieces = 0;
    for (off_t at = 0; at < st.st_size; at += PIECE) {
        size_t n = st.st_size - at < PIECE ? st.st_size - at : PIECE;
        void *a = mmap(NULL, n, PROT_READ, MAP_SHARED, in, at);
        void *b = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED, out, at);
        if (a == MAP_FAILED || b == MAP_FAILED)
            return -1;
        memcpy(b, a, n);
        munmap(a, n);
        munmap(b, n);
        pieces++;
    }
    close(in);
    close(out);
    return pieces;
}

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    printf("%d pieces\n", copy(argv[1], argv[2]));
    printf("%d pieces back\n", copy(argv[2], "again.txt"));
    FILE *a = fopen(argv[1], "r"), *b = fopen("again.txt", "r");
    int same = 1, x, n = 0;
    do {
        x = fgetc(a);
        same &= x == fgetc(b);
        n++;
    } while (x != EOF);
    printf("%s after %d bytes\n", same ? "equal" : "different", n - 1);
    int r = copy("nowhere", "x");
    printf("missing: %d %s\n", r, strerror(errno));
    return 0;
}
