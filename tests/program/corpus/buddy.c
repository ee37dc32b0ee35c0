/* A buddy allocator over one anonymous mapping. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MIN_ORDER 6
#define MAX_ORDER 13
#define LEVELS (MAX_ORDER - MIN_ORDER + 1)

struct block { struct block *next; };
static struct block *lists[LEVELS];
static unsigned char order_of[1 << (MAX_ORDER - MIN_ORDER)];
static char *arena;

static int order_for(size_t n)
{
    int order = MIN_ORDER;
    while ((size_t)1 << order < n)
        order++;
    return order;
}

static void *take(size_t n)
{
    int want = order_for(n), have = want;
    while (have <= MAX_ORDER && !lists[have - MIN_ORDER])
        have++;
    if (have > MAX_ORDER)
        return NULL;
    struct block *b = lists[have - MIN_ORDER];
    lists[have - MIN_ORDER] = b->next;
    while (have > want) {
        have--;
        struct block *half = (struct block *)((char *)b + ((size_t)1 << have));
        half->next = lists[have - MIN_ORDER];
        lists[have - MIN_ORDER] = half;
    }
    order_of[((char *)b - arena) >> MIN_ORDER] = want;
    return b;
}

static int unlink_block(struct block **list, struct block *b)
{
    for (; *list; list = &(*list)->next)
        if (*list == b) {
            *list = b->next;
            return 1;
        }
    return 0;
}

static void give(void *p)
{
    size_t at = (char *)p - arena;
    int order = order_of[at >> MIN_ORDER];
    while (order < MAX_ORDER) {
        size_t buddy = at ^ (size_t)1 << order;
        if (!unlink_block(&lists[order - MIN_ORDER], (struct block *)(arena + buddy)))
            break;
        at &= ~((size_t)1 << order);
        order++;
    }
    struct block *b = (struct block *)(arena + at);
    b->next = lists[order - MIN_ORDER];
    lists[order - MIN_ORDER] = b;
}

static void show(const char *when)
{
    printf("%-14s", when);
    for (int i = 0; i < LEVELS; i++) {
        int n = 0;
        for (struct block *b = lists[i]; b; b = b->next)
            n++;
        printf(" %5d:%d", 1 << (i + MIN_ORDER), n);
    }
    puts("");
}

int main(void)
{
    arena = mmap(NULL, 1 << MAX_ORDER, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (arena == (char *)-1)
        abort();
    lists[LEVELS - 1] = (struct block *)arena;
    lists[LEVELS - 1]->next = NULL;
    show("new");
    void *p[5];
    const size_t sizes[5] = {100, 1000, 64, 2000, 65};
    for (int i = 0; i < 5; i++) {
        p[i] = take(sizes[i]);
        memset(p[i], 'a' + i, sizes[i]);
        printf("take %4zu -> %5td\n", sizes[i], (char *)p[i] - arena);
    }
    show("five taken");
    printf("too much: %p\n", take(1 << MAX_ORDER));
    for (int i = 0; i < 5; i += 2)
        give(p[i]);
    show("three given");
    give(p[1]);
    give(p[3]);
    show("all given");
    return 0;
}
