// faultline: --with words.txt
// Prints the lines of a file from last to first, walking back from its end.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int fd = open("words.txt", O_RDONLY);
    struct stat st;
    if (fd == -1) {
        perror("words.txt");
        return 1;
    }
    fstat(fd, &st);
    char *m = mmap(NULL, st.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    size_t end = st.st_size;
    int shown = 0;
    while (end > 0) {
        m[end - 1] = '\0';
        char *nl = memrchr(m, '\n', end);
        char *line = nl ? nl + 1 : m;
        if (*line)
            printf("%s%s", line, ++shown % 8 ? " " : "\n");
        end = line - m;
    }
    printf("(%d)\n", shown);
    char first[6] = "";
    pread(fd, first, 5, 0);
    printf("file untouched: %s", first);
    return 0;
}
