// A heap in a file at a fixed address: pointers in it are still good when it is mapped again.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BASE ((char *)0x200000000)
#define SIZE (64 * 1024)

struct node {
    struct node *left, *right;
    int key;
};

struct heap {
    size_t used;
    struct node *root;
};

static struct heap *heap;

static void *take(size_t n)
{
    void *p = (char *)heap + heap->used;
    heap->used += (n + 15) & ~15UL;
    return p;
}

static struct node *insert(struct node *t, int key)
{
    if (!t) {
        t = take(sizeof *t);
        t->left = t->right = NULL;
        t->key = key;
    } else if (key < t->key) {
        t->left = insert(t->left, key);
    } else if (key > t->key) {
        t->right = insert(t->right, key);
    }
    return t;
}

static int count(const struct node *t)
{
    return t ? 1 + count(t->left) + count(t->right) : 0;
}

static int height(const struct node *t)
{
    if (!t)
        return 0;
    int l = height(t->left), r = height(t->right);
    return 1 + (l > r ? l : r);
}

static void attach(int fd)
{
    heap = mmap(BASE, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
    if (heap == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
}

int main(void)
{
    int fd = open("heap", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, SIZE);
    attach(fd);
    heap->used = sizeof *heap;
    unsigned x = 12345;
    for (int i = 0; i < 300; i++) {
        x = x * 1664525u + 1013904223u;
        heap->root = insert(heap->root, x >> 20);
    }
    int n = count(heap->root), h = height(heap->root);
    printf("%d nodes, height %d, %zu bytes\n", n, h, heap->used);
    msync(BASE, SIZE, MS_SYNC);
    munmap(BASE, SIZE);
    attach(fd);
    printf("mapped again: %s\n", count(heap->root) == n && height(heap->root) == h ? "the same tree" : "broken");
    const struct node *t = heap->root;
    while (t->left)
        t = t->left;
    printf("smallest key %d\n", t->key);
    return 0;
}
