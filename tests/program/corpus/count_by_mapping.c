/* wc over a mapped file, a table of character classes, and getopt. */
#include <ctype.h>
#include <err.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct counts { unsigned long lines, words, bytes, longest; };

static struct counts count(const char *p, size_t n)
{
    struct counts c = {0};
    bool in_word = false;
    unsigned long width = 0;
    for (const char *end = p + n; p != end; ++p, ++c.bytes) {
        unsigned char ch = *p;
        if (ch == '\n') {
            c.lines++;
            if (width > c.longest) c.longest = width;
            width = 0;
        } else if (ch == '\t')
            width = (width + 8) & -8ul;
        else if (isprint(ch))
            width++;
        if (isspace(ch)) in_word = false;
        else if (!in_word) in_word = true, c.words++;
    }
    return c;
}

int main(int argc, char *argv[])
{
    bool lines = false, words = false, all = true;
    int option;
    char *args[] = {argv[0], "-lw", "text", "none", "empty", NULL};
    argc = 5;
    while ((option = getopt(argc, args, "lwcL")) != -1)
        switch (option) {
        case 'l': lines = true; all = false; break;
        case 'w': words = true; all = false; break;
        default: errx(2, "usage: %s [-lw] file...", "wc");
        }
    FILE *f = fopen("text", "w");
    fputs("one two\tthree\n\n  four\n", f);
    for (int i = 0; i < 1000; i++) fprintf(f, "%d%c", i, i % 17 ? ' ' : '\n');
    fclose(f);
    close(open("empty", O_CREAT | O_WRONLY, 0644));
    for (int i = optind; i < argc; i++) {
        int fd = open(args[i], O_RDONLY);
        if (fd < 0) { warn("%s", args[i]); printf("%s: not there\n", args[i]); continue; }
        struct stat st;
        if (fstat(fd, &st)) err(1, "fstat");
        struct counts c = {0};
        if (st.st_size > 0) {
            char *p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
            if (p == MAP_FAILED) err(1, "mmap");
            c = count(p, st.st_size);
            munmap(p, st.st_size);
        }
        close(fd);
        if (all || lines) printf("%6lu ", c.lines);
        if (all || words) printf("%6lu ", c.words);
        printf("%6lu %3lu %s\n", c.bytes, c.longest, args[i]);
    }
    unlink("text");
    unlink("empty");
    return 0;
}
