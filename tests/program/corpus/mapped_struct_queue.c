/* container_of, intrusive lists, offsetof and typeof-free macros. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list { struct list *next, *prev; };
#define LIST_INIT(l) { &(l), &(l) }
#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))
#define for_each(at, head) for (struct list *at = (head)->next; at != (head); at = at->next)

struct frame {
    unsigned number;
    struct list by_use;
    struct { unsigned char dirty : 1, accessed : 1, : 2, kind : 4; } bits;
    struct list by_number;
};

static struct list lru = LIST_INIT(lru), all = LIST_INIT(all);

static void insert(struct list *item, struct list *after)
{
    item->next = after->next;
    item->prev = after;
    after->next->prev = item;
    after->next = item;
}
static void delete(struct list *item)
{
    item->prev->next = item->next;
    item->next->prev = item->prev;
    item->next = item->prev = item;
}
static inline int is_empty(const struct list *l) { return l->next == l; }

static void touch(unsigned number, int write)
{
    for_each(at, &lru) {
        struct frame *f = container_of(at, struct frame, by_use);
        if (f->number == number) {
            f->bits.accessed = 1;
            f->bits.dirty |= write;
            delete(at);
            insert(at, &lru);
            return;
        }
    }
    struct frame *f = calloc(1, sizeof *f);
    f->number = number;
    f->bits.dirty = write != 0;
    f->bits.kind = number;
    insert(&f->by_use, &lru);
    insert(&f->by_number, all.prev);
}

int main(void)
{
    const unsigned string[] = {1, 2, 3, 1, 4, 2, 17, 5};
    for (size_t i = 0; i < sizeof string / sizeof 0[string]; i++)
        touch(i[string], i & 1);
    printf("least recently used last:");
    for_each(at, &lru) {
        struct frame *f = container_of(at, struct frame, by_use);
        printf(" %u%s%s(%d)", f->number, f->bits.dirty ? "d" : "", f->bits.accessed ? "a" : "", f->bits.kind);
    }
    printf("\nin order of arrival:");
    for_each(at, &all)
        printf(" %u", container_of(at, struct frame, by_number)->number);
    putchar('\n');
    printf("%zu %zu %zu\n", sizeof(struct frame), offsetof(struct frame, by_number), offsetof(struct frame, by_use.prev));
    while (!is_empty(&lru)) {
        struct frame *f = container_of(lru.prev, struct frame, by_use);
        delete(&f->by_use);
        delete(&f->by_number);
        free(f);
    }
    printf("%d %d\n", is_empty(&lru), is_empty(&all));
    return 0;
}
