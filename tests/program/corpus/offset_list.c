/* A linked list inside a mapping that may lie anywhere: links are offsets, not pointers. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define MAGIC 0x4c495354u
typedef uint32_t off;
struct head { uint32_t magic; off first, free; uint32_t used; };
struct node { off next; uint16_t len; char text[]; };

static void *base;
#define AT(type, o) ((type *)((char *)base + (o)))

static off add(const char *s)
{
    struct head *h = base;
    size_t n = strlen(s) + 1;
    off o = h->free;
    struct node *p = AT(struct node, o);
    p->len = n;
    memcpy(p->text, s, n);
    p->next = h->first;
    h->first = o;
    h->free = (o + offsetof(struct node, text) + n + 3) & ~3u;
    h->used++;
    return o;
}

static void reverse(void)
{
    struct head *h = base;
    off previous = 0, at = h->first;
    while (at) {
        off next = AT(struct node, at)->next;
        AT(struct node, at)->next = previous;
        previous = at;
        at = next;
    }
    h->first = previous;
}

static void show(const char *title)
{
    printf("%s:", title);
    for (off o = ((struct head *)base)->first; o; o = AT(struct node, o)->next)
        printf(" %s(%u)", AT(struct node, o)->text, AT(struct node, o)->len);
    putchar('\n');
}

int main(void)
{
    const size_t size = 2 * sysconf(_SC_PAGESIZE);
    int fd = open("list.db", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1 || ftruncate(fd, size) == -1) { perror("list.db"); return EXIT_FAILURE; }
    base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (base == MAP_FAILED) { perror("mmap"); return EXIT_FAILURE; }
    *(struct head *)base = (struct head){.magic = MAGIC, .free = sizeof(struct head)};
    const char *words[] = {"page", "frame", "fault", "swap", "walk"};
    for (size_t i = 0; i < sizeof words / sizeof *words; ++i) add(words[i]);
    show("pushed");
    void *before = base;
    munmap(base, size);
    /* keep the old place busy, so that the next mapping must lie elsewhere */
    void *hole = mmap(before, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    printf("elsewhere %d, magic %d\n", base != before, ((struct head *)base)->magic == MAGIC);
    reverse();
    show("reversed");
    printf("used %u free %u\n", ((struct head *)base)->used, ((struct head *)base)->free);
    munmap(hole, size);
    munmap(base, size);
    close(fd);
    return unlink("list.db");
}
