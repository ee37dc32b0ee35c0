// faultline: --with poem.txt -- poem.txt
// A text is enciphered in a private mapping: the file stays what it was.
// Then through a shared one: the file changes, and is restored.
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void shift(char *text, size_t n, int by)
{
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (islower((unsigned char)c))
            text[i] = 'a' + (c - 'a' + by + 26) % 26;
        else if (isupper((unsigned char)c))
            text[i] = 'A' + (c - 'A' + by + 26) % 26;
    }
}

static void file(int fd, const char *when)
{
    char line[41] = "";
    pread(fd, line, 40, 4096);
    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = '/';
    printf("%-8s %s\n", when, line);
}

int main(int argc, char *argv[])
{
    int fd = open(argv[1], O_RDWR);
    if (fd == -1)
        return 1;
    struct stat st;
    fstat(fd, &st);
    for (int type = MAP_PRIVATE;; type = MAP_SHARED) {
        char *m = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, type, fd, 0);
        if (m == MAP_FAILED)
            return 1;
        shift(m + 4096, 2000, 13);
        printf("%s: %.30s\n", type == MAP_PRIVATE ? "private" : "shared", m + 4096);
        file(fd, "file:");
        if (type == MAP_SHARED) {
            shift(m + 4096, 2000, -13);
            file(fd, "back:");
            break;
        }
        munmap(m, st.st_size);
    }
    return 0;
}
