// Where do two files differ? Both are mapped; the shorter one ends first.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void make(const char *name, size_t size, size_t wrong)
{
    FILE *f = fopen(name, "w");
    for (size_t i = 0; i < size; i++)
        fputc(i == wrong ? '#' : i % 60 == 59 ? '\n' : 'a' + i / 60 % 26, f);
    fclose(f);
}

static char *open_map(const char *name, off_t *size)
{
    int fd = open(name, O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1)
        return NULL;
    *size = st.st_size;
    char *m = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    return m == MAP_FAILED ? NULL : m;
}

static void compare(const char *x, const char *y)
{
    off_t n, m;
    char *a = open_map(x, &n), *b = open_map(y, &m);
    if (!a || !b) {
        printf("%s %s: can't be compared\n", x, y);
        return;
    }
    off_t i = 0, line = 1;
    while (i < n && i < m && a[i] == b[i])
        line += a[i++] == '\n';
    if (i == n && i == m)
        printf("%s %s: equal\n", x, y);
    else if (i == n || i == m)
        printf("%s %s: end after byte %ld, in line %ld\n", x, y, (long)i, (long)line);
    else
        printf("%s %s: differ at byte %ld, line %ld\n", x, y, (long)i + 1, (long)line);
    munmap(a, n);
    munmap(b, m);
}

int main(void)
{
    make("a", 10000, -1);
    make("b", 10000, 4096);
    make("c", 9000, -1);
    make("d", 10000, -1);
    compare("a", "b");
    compare("a", "c");
    compare("b", "c");
    compare("a", "d");
    compare("a", "e");
    return 0;
}
