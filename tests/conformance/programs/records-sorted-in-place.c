// Sorts the records of a file where they are, by qsort on a shared mapping.
#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct student {
    char name[24];
    int32_t id;
    double average;
};

static int by_id(const void *a, const void *b)
{
    const struct student *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct student *)a)->name, ((const struct student *)b)->name);
}

int main(void)
{
    static const char *names[] = {"Tanenbaum", "Bach", "Vahalia", "Stevens", "Silberschatz", "Love", "Kerrisk"};
    enum { N = 400 };
    FILE *f = fopen("students.dat", "w");
    unsigned seed = 7;
    for (int i = 0; i < N; i++) {
        struct student s = {.id = 0};
        seed = seed * 1103515245 + 12345;
        s.id = (seed >> 8) % 100000;
        snprintf(s.name, sizeof s.name, "%s-%d", names[seed % 7], i);
        s.average = s.id / 1000.0;
        fwrite(&s, sizeof s, 1, f);
    }
    fclose(f);

    int fd = open("students.dat", O_RDWR);
    off_t size = lseek(fd, 0, SEEK_END);
    struct student *all = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert(all != MAP_FAILED);
    close(fd);
    size_t n = size / sizeof *all;
    qsort(all, n, sizeof *all, by_id);
    for (size_t i = 1; i < n; i++)
        assert(all[i - 1].id <= all[i].id);
    printf("%zu records, ids %d to %d\n", n, all[0].id, all[n - 1].id);
    struct student key = {.id = all[123].id};
    struct student *found = bsearch(&key, all, n, sizeof *all, by_id);
    printf("found %d: %s\n", found->id, found->id == key.id ? "yes" : "no");
    qsort(all, n, sizeof *all, by_name);
    printf("first by name: %s, last: %s\n", all[0].name, all[n - 1].name);
    msync(all, size, MS_SYNC);
    munmap(all, size);

    struct student first;
    fd = open("students.dat", O_RDONLY);
    read(fd, &first, sizeof first);
    printf("the file begins with %s, %.3f\n", first.name, first.average);
    return 0;
}
