/* An array that grows by mremap, its index kept in a struct with a flexible member. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct vector { size_t used, room; long data[]; };
static long page;

static size_t bytes(size_t pages) { return pages * page; }
static size_t room(size_t pages) { return (bytes(pages) - sizeof(struct vector)) / sizeof(long); }

static struct vector *push(struct vector *v, size_t *pages, long value)
{
    if (v->used == v->room) {
        void *bigger = mremap(v, bytes(*pages), bytes(*pages * 2), MREMAP_MAYMOVE);
        if (bigger == MAP_FAILED) {
            perror("mremap");
            exit(1);
        }
        v = bigger;
        *pages *= 2;
        v->room = room(*pages);
        printf("grown to %zu pages, %zu entries\n", *pages, v->room);
    }
    v->data[v->used++] = value;
    return v;
}

int main(void)
{
    page = sysconf(_SC_PAGESIZE);
    size_t pages = 1;
    struct vector *v = mmap(NULL, bytes(1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    v->room = room(1);
    for (long i = 0; i < 3000; i++)
        v = push(v, &pages, i * i - 7);
    long sum = 0;
    for (size_t i = 0; i < v->used; i += 97)
        sum += v->data[i];
    printf("%zu entries, checksum %ld\n", v->used, sum);
    struct vector *small = mremap(v, bytes(pages), bytes(1), 0);
    printf("shrunk in place %d, still %ld\n", small == v, small->data[10]);
    errno = 0;
    printf("%d", mremap((char *)small + 1, bytes(1), bytes(2), MREMAP_MAYMOVE) == MAP_FAILED);
    printf(" %s\n", strerror(errno));
    munmap(small, bytes(1));
    errno = 0;
    printf("%d", mremap(small, bytes(1), bytes(2), MREMAP_MAYMOVE) == MAP_FAILED);
    printf(" %s\n", strerror(errno));
    return 0;
}
