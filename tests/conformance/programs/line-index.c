// faultline: --with poem.txt -- poem.txt 7 100 262 263 264
// An index of line starts, itself in anonymous memory that grows by mremap.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct line {
    long start, length;
};

int main(int argc, char *argv[])
{
    struct stat st;
    int fd = open(argv[1], O_RDONLY);
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror(argv[1]);
        return 1;
    }
    const char *text = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    size_t room = 4096, lines = 0;
    struct line *line = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (text == MAP_FAILED || line == MAP_FAILED)
        return 1;
    for (off_t at = 0; at < st.st_size;) {
        if ((lines + 1) * sizeof *line > room) {
            line = mremap(line, room, room + 4096, MREMAP_MAYMOVE);
            if (line == MAP_FAILED)
                return 1;
            room += 4096;
        }
        const char *nl = memchr(text + at, '\n', st.st_size - at);
        off_t end = nl ? nl - text : st.st_size;
        line[lines++] = (struct line){at, end - at};
        at = end + 1;
    }
    printf("%zu lines, index of %zu bytes\n", lines, room);
    for (int i = 2; i < argc; i++) {
        long n = strtol(argv[i], NULL, 10);
        if (n < 1 || (size_t)n > lines) {
            printf("%ld: no such line\n", n);
            continue;
        }
        printf("%ld: %.*s\n", n, (int)line[n - 1].length, text + line[n - 1].start);
    }
    return 0;
}
