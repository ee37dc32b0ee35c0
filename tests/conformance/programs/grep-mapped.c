// faultline: --with poem.txt -- 13. poem.txt
// Prints the lines of a mapped file that contain a word.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: grep-mapped WORD FILE\n");
        return 2;
    }
    struct stat st;
    int fd = open(argv[2], O_RDONLY);
    if (fd < 0 || fstat(fd, &st) < 0) {
        perror(argv[2]);
        return 2;
    }
    char *m = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 2;
    }
    size_t n = strlen(argv[1]);
    char *end = m + st.st_size;
    int number = 0, found = 0;
    for (char *line = m; line < end;) {
        char *stop = memchr(line, '\n', end - line);
        if (stop == NULL)
            stop = end;
        number++;
        for (char *p = line; p + n <= stop; p++)
            if (*p == argv[1][0] && memcmp(p, argv[1], n) == 0) {
                printf("%d: ", number);
                fwrite(line, 1, stop - line, stdout);
                putchar('\n');
                found++;
                break;
            }
        line = stop + 1;
    }
    printf("%d of %d lines\n", found, number);
    return found == 0;
}
