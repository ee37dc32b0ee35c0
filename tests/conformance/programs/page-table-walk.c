// A page table of two levels, with bit-fields, built in pages of its own.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

typedef struct {
    uint32_t present : 1, writable : 1, user : 1, : 2, accessed : 1, dirty : 1, : 5, frame : 20;
} Entry;

#define ENTRIES 1024

static Entry *pages;
static int used;

static Entry *table(void)
{
    return pages + ENTRIES * used++;
}

static Entry *walk(Entry *directory, uint32_t address, int make)
{
    Entry *d = &directory[address >> 22];
    if (!d->present) {
        if (!make)
            return NULL;
        d->frame = (table() - pages) / ENTRIES;
        d->present = 1;
    }
    return pages + d->frame * ENTRIES + (address >> 12 & 1023);
}

static void access(Entry *directory, uint32_t address, int store)
{
    Entry *e = walk(directory, address, 0);
    printf("%-5s %08x: ", store ? "store" : "load", address);
    if (!e || !e->present || (store && !e->writable)) {
        printf("fault, %s\n", e && e->present ? "protection" : "not present");
        return;
    }
    e->accessed = 1;
    e->dirty |= store;
    printf("%08x\n", (uint32_t)e->frame << 12 | (address & 4095));
}

int main(void)
{
    pages = mmap(NULL, 16 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    Entry *directory = table();
    for (uint32_t i = 0; i < 6; i++)
        *walk(directory, 0x08048000 + i * 0x1000, 1) = (Entry){.present = 1, .writable = i > 3, .frame = 100 + i};
    *walk(directory, 0xbffff000, 1) = (Entry){.present = 1, .writable = 1, .frame = 0xfffff};
    access(directory, 0x08048123, 0);
    access(directory, 0x08048123, 1);
    access(directory, 0x0804c000, 1);
    access(directory, 0xbffffffc, 1);
    access(directory, 0x0804e000, 0);
    access(directory, 0x40000000, 0);
    uint32_t raw = *(uint32_t *)walk(directory, 0x0804c000, 0);
    printf("entry %08x, size %zu, %d tables\n", raw, sizeof(Entry), used);
    return 0;
}
