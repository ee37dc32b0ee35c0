// faultline: --with words.txt -- words.txt
// Counts equal lines of a mapped file in an open-addressed table.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLOTS 64

struct slot {
    const char *text;
    int length;
    int count;
};

static struct slot table[SLOTS];

static void add(const char *s, int n)
{
    unsigned h = 5381;
    for (int i = 0; i < n; i++)
        h = h * 33 + (unsigned char)s[i];
    for (int k = 0; k < SLOTS; k++) {
        struct slot *t = &table[(h + k) % SLOTS];
        if (t->text == NULL) {
            t->text = s;
            t->length = n;
        }
        if (t->length == n && memcmp(t->text, s, n) == 0) {
            t->count++;
            return;
        }
    }
    fprintf(stderr, "table is full\n");
}

int main(int argc, char *argv[])
{
    struct stat st;
    int fd = open(argv[1], O_RDONLY);
    if (fd < 0 || fstat(fd, &st) < 0)
        return 1;
    char *m = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    for (char *p = m, *nl; (nl = memchr(p, '\n', m + st.st_size - p)); p = nl + 1)
        add(p, nl - p);
    for (int most = 9; most > 0; most--)
        for (int i = 0; i < SLOTS; i++)
            if (table[i].count == most)
                printf("%d %.*s\n", most, table[i].length, table[i].text);
    return 0;
}
