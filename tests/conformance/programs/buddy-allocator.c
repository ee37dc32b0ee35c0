// A buddy allocator on one mapping of 64 KiB: blocks are split in two and joined again.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ORDERS 11
#define MIN 64

struct block {
    struct block *next;
};

static char *base;
static struct block *list[ORDERS];
static unsigned char order_of[1 << (ORDERS - 1)], used[1 << (ORDERS - 1)];

static void put(int order, void *p)
{
    struct block *b = p;
    b->next = list[order];
    list[order] = b;
    order_of[((char *)p - base) / MIN] = order;
    used[((char *)p - base) / MIN] = 0;
}

static int take_out(int order, void *p)
{
    for (struct block **at = &list[order]; *at; at = &(*at)->next)
        if (*at == p) {
            *at = (*at)->next;
            return 1;
        }
    return 0;
}

static void *allocate(size_t n)
{
    int order = 0, have;
    while ((size_t)MIN << order < n)
        order++;
    for (have = order; have < ORDERS && !list[have]; have++)
        ;
    if (have >= ORDERS)
        return NULL;
    char *p = (char *)list[have];
    list[have] = list[have]->next;
    while (have > order) {
        have--;
        put(have, p + (MIN << have));
    }
    order_of[(p - base) / MIN] = order;
    used[(p - base) / MIN] = 1;
    return p;
}

static void release(void *q)
{
    char *p = q;
    int order = order_of[(p - base) / MIN];
    while (order < ORDERS - 1) {
        char *buddy = base + ((p - base) ^ (MIN << order));
        size_t i = (buddy - base) / MIN;
        if (used[i] || order_of[i] != order || !take_out(order, buddy))
            break;
        if (buddy < p)
            p = buddy;
        order++;
    }
    put(order, p);
}

static void show(const char *when)
{
    printf("%-10s", when);
    for (int i = 0; i < ORDERS; i++) {
        int n = 0;
        for (struct block *b = list[i]; b; b = b->next)
            n++;
        printf(" %d", n);
    }
    printf("\n");
}

int main(void)
{
    base = mmap(NULL, MIN << (ORDERS - 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    put(ORDERS - 1, base);
    show("start");
    char *a = allocate(100), *b = allocate(5000), *c = allocate(60), *d = allocate(20000);
    memset(a, 1, 100);
    memset(b, 2, 5000);
    memset(c, 3, 60);
    memset(d, 4, 20000);
    show("four");
    printf("offsets %ld %ld %ld %ld\n", (long)(a - base), (long)(b - base), (long)(c - base), (long)(d - base));
    release(b);
    show("b gone");
    void *e = allocate(4096);
    printf("e at %ld, too much: %s\n", (long)((char *)e - base), allocate(60000) ? "given" : "refused");
    release(e);
    release(a);
    release(d);
    release(c);
    show("all free");
    return 0;
}
