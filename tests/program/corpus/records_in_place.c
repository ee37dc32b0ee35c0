/* A file of fixed records, sorted and searched where it is mapped. */
#include <assert.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct record {
    char name[12];
    unsigned year : 12, month : 4, day : 5;
    float score;
} Record;
_Static_assert(sizeof(Record) == 20, "records have 20 bytes");

static int by_name(const void *a, const void *b)
{
    return strncmp(((const Record *)a)->name, ((const Record *)b)->name, sizeof((Record *)0)->name);
}
static int by_date(const void *a, const void *b)
{
    const Record *x = a, *y = b;
    unsigned dx = x->year * 512u + x->month * 32u + x->day, dy = y->year * 512u + y->month * 32u + y->day;
    return (dx > dy) - (dx < dy);
}

static void list(const char *title, const Record *r, size_t n)
{
    printf("-- %s\n", title);
    for (size_t i = 0; i < n; i++)
        printf("%-12.12s %04u-%02u-%02u %6.2f\n", r[i].name, r[i].year, r[i].month, r[i].day, r[i].score);
}

int main(void)
{
    static const Record given[] = {
        {"turing", 1912, 6, 23, 9.5f}, {"hopper", 1906, 12, 9, 9.25f}, {"dijkstra", 1930, 5, 11, 8.75f},
        {"knuth", 1938, 1, 10, 9.125f}, {"lovelace", 1815, 12, 10, 10},
    };
    enum { COUNT = sizeof given / sizeof given[0] };
    int fd = open("people", O_RDWR | O_CREAT, 0644);
    assert(fd >= 0);
    ssize_t written = write(fd, given, sizeof given);
    assert(written == (ssize_t)sizeof given);
    Record *r = mmap(NULL, sizeof given, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert(r != MAP_FAILED);
    close(fd);
    list("as given", r, COUNT);
    qsort(r, COUNT, sizeof *r, by_name);
    list("by name", r, COUNT);
    Record key = {.name = "knuth"};
    Record *found = bsearch(&key, r, COUNT, sizeof *r, by_name);
    printf("knuth is number %td\n", found - r);
    found->score += .5f;
    key = (Record){"nobody"};
    printf("nobody: %s\n", bsearch(&key, r, COUNT, sizeof *r, by_name) ? "found" : "not found");
    qsort(r, COUNT, sizeof *r, by_date);
    msync(r, sizeof given, MS_SYNC);
    munmap(r, sizeof given);

    Record again[COUNT];
    FILE *f = fopen("people", "rb");
    printf("read %zu\n", fread(again, sizeof(Record), COUNT, f));
    fclose(f);
    list("by date, from the file", again, COUNT);
    return remove("people");
}
