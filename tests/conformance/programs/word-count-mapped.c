// faultline: --with poem.txt -- poem.txt
// Lines, words and bytes of a file that is mapped.
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE...\n", argv[0]);
        return 2;
    }
    for (int a = 1; a < argc; a++) {
        int fd = open(argv[a], O_RDONLY);
        struct stat st;
        if (fd == -1 || fstat(fd, &st) == -1) {
            perror(argv[a]);
            return 1;
        }
        const char *text = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (text == MAP_FAILED) {
            perror("mmap");
            return 1;
        }
        close(fd);
        long lines = 0, words = 0;
        int inside = 0;
        for (off_t i = 0; i < st.st_size; i++) {
            lines += text[i] == '\n';
            int space = isspace((unsigned char)text[i]) != 0;
            words += !space && !inside;
            inside = !space;
        }
        printf("%ld %ld %ld %s\n", lines, words, (long)st.st_size, argv[a]);
        munmap((void *)text, st.st_size);
    }
    return 0;
}
