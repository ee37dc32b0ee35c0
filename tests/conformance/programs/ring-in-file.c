// A ring of fixed records in a mapped file that keeps the last eight.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct record {
    int number;
    char text[28];
};

struct ring {
    unsigned written;
    unsigned slots;
    struct record record[];
};

static struct ring *attach(const char *name, unsigned slots)
{
    int fd = open(name, O_RDWR | O_CREAT, 0644);
    size_t size = sizeof(struct ring) + slots * sizeof(struct record);
    int fresh = lseek(fd, 0, SEEK_END) == 0;
    if (fresh)
        ftruncate(fd, size);
    struct ring *r = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (r == MAP_FAILED)
        return NULL;
    if (fresh)
        r->slots = slots;
    return r;
}

static void put(struct ring *r, const char *text)
{
    struct record *slot = &r->record[r->written % r->slots];
    slot->number = r->written++;
    snprintf(slot->text, sizeof slot->text, "%s", text);
}

int main(void)
{
    const char *steps[] = {"open", "fstat", "mmap", "close", "load", "store", "munmap"};
    for (int session = 0; session < 3; session++) {
        struct ring *r = attach("ring", 8);
        if (!r)
            return 1;
        for (int i = 0; i < 7; i++)
            put(r, steps[i]);
        munmap(r, sizeof *r + 8 * sizeof(struct record));
    }
    struct ring *r = attach("ring", 8);
    printf("%u written\n", r->written);
    for (unsigned i = r->written - r->slots; i < r->written; i++)
        printf("%d %s\n", r->record[i % r->slots].number, r->record[i % r->slots].text);
    return 0;
}
