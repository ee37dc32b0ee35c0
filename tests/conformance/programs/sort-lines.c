// faultline: --with words.txt -- words.txt
// Sorts the lines of a file: the file is mapped, only pointers are moved.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int compare(const void *a, const void *b)
{
    const char *x = *(const char **)a, *y = *(const char **)b;
    while (*x == *y && *x != '\n')
        x++, y++;
    return (*x == '\n' ? 0 : *x) - (*y == '\n' ? 0 : *y);
}

int main(int argc, char *argv[])
{
    int fd = open(argc > 1 ? argv[1] : "words.txt", O_RDONLY);
    if (fd == -1) {
        perror("open");
        return EXIT_FAILURE;
    }
    struct stat st;
    fstat(fd, &st);
    const char *m = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED || m[st.st_size - 1] != '\n')
        return EXIT_FAILURE;
    size_t lines = 0;
    for (off_t i = 0; i < st.st_size; i++)
        lines += m[i] == '\n';
    const char **line = malloc(lines * sizeof *line);
    const char *p = m;
    for (size_t i = 0; i < lines; i++) {
        line[i] = p;
        p = strchr(p, '\n') + 1;
    }
    qsort(line, lines, sizeof *line, compare);
    for (size_t i = 0; i < lines; i++)
        printf("%.*s\n", (int)(strchr(line[i], '\n') - line[i]), line[i]);
    free(line);
    return 0;
}
