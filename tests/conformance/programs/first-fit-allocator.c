// A first-fit allocator with a free list, over one anonymous mapping.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

typedef struct head {
    size_t size;            // of the whole block
    struct head *next;      // of the free list, by address
} Head;

static Head *list;
static char *pool;

static void *take(size_t n)
{
    n = (n + sizeof(Head) + 15) & ~(size_t)15;
    for (Head **link = &list; *link; link = &(*link)->next) {
        Head *h = *link;
        if (h->size < n)
            continue;
        if (h->size >= n + 32) {
            Head *rest = (Head *)((char *)h + n);
            rest->size = h->size - n;
            rest->next = h->next;
            h->size = n;
            *link = rest;
        } else {
            *link = h->next;
        }
        return h + 1;
    }
    return NULL;
}

static void give(void *p)
{
    Head *h = (Head *)p - 1, **link = &list;
    while (*link && *link < h)
        link = &(*link)->next;
    h->next = *link;
    *link = h;
    for (Head *f = list; f && f->next;)
        if ((char *)f + f->size == (char *)f->next) {
            f->size += f->next->size;
            f->next = f->next->next;
        } else {
            f = f->next;
        }
}

static void show(const char *when)
{
    printf("%-18s", when);
    for (Head *h = list; h; h = h->next)
        printf(" %ld+%zu", (long)((char *)h - pool), h->size);
    printf("\n");
}

int main(void)
{
    pool = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    list = (Head *)pool;
    list->size = 4 * 4096;
    show("all");
    char *a = take(1000), *b = take(6000), *c = take(500), *d = take(9000);
    printf("d: %s\n", d ? "got it" : "no room");
    memset(b, 'b', 6000);
    show("three taken");
    give(b);
    show("the middle back");
    d = take(100);
    show("a small one in it");
    give(a);
    give(d);
    show("two back");
    give(c);
    show("all back");
    return 0;
}
