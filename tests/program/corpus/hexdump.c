/* A hex dump of a mapped file, with repeated lines left out, and the file read back from the dump. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WIDTH 16

static void dump(FILE *out, const unsigned char *p, size_t n)
{
    int skipping = 0;
    for (size_t at = 0; at < n; at += WIDTH) {
        size_t k, len = n - at < WIDTH ? n - at : WIDTH;
        if (at && len == WIDTH && memcmp(p + at, p + at - WIDTH, WIDTH) == 0) {
            if (!skipping++)
                fprintf(out, "*\n");
            continue;
        }
        skipping = 0;
        fprintf(out, "%08zx ", at);
        for (k = 0; k < WIDTH; k++)
            k < len ? fprintf(out, "%s%02x", k == 8 ? "  " : " ", p[at + k]) : fprintf(out, "%*s", k == 8 ? 4 : 3, "");
        fprintf(out, "  |");
        for (k = 0; k < len; k++)
            fputc(isprint(p[at + k]) ? p[at + k] : '.', out);
        fputs("|\n", out);
    }
    fprintf(out, "%08zx\n", n);
}

int main(void)
{
    int fd = open("raw", O_RDWR | O_CREAT, 0600);
    unsigned char bytes[100];
    for (int i = 0; i < 100; i++)
        bytes[i] = i < 40 ? i * 5 : i < 90 ? 'z' : 0xF0 | i;
    write(fd, bytes, sizeof bytes);
    unsigned char *p = mmap(NULL, sizeof bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    dump(stdout, p, sizeof bytes);
    FILE *f = tmpfile();
    dump(f, p, 37);
    rewind(f);
    char line[128];
    int total = 0, value, used;
    while (fgets(line, sizeof line, f)) {
        char *at = strchr(line, ' ');
        if (!at)
            break;
        *strchr(line, '|') = '\0';
        for (; sscanf(at, "%x%n", &value, &used) == 1; at += used)
            total += value == bytes[total % 37] ? 1 : 1000;
    }
    printf("%d bytes read back\n", total);
    fclose(f);
    munmap(p, sizeof bytes);
    return unlink("raw");
}
