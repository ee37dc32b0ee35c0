// An AVL tree whose nodes lie in one growing anonymous mapping and are named by their index.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct node {
    int key, height;
    unsigned left, right;
};

static struct node *t;
static unsigned count = 1, room;

static unsigned make(int key)
{
    if (count >= room) {
        unsigned more = room ? room * 2 : 256;
        t = t ? mremap(t, room * sizeof *t, more * sizeof *t, MREMAP_MAYMOVE)
              : mmap(NULL, more * sizeof *t, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (t == MAP_FAILED)
            abort();
        room = more;
    }
    t[count] = (struct node){key, 1, 0, 0};
    return count++;
}

static int h(unsigned n)
{
    return n ? t[n].height : 0;
}

static void fix(unsigned n)
{
    int l = h(t[n].left), r = h(t[n].right);
    t[n].height = 1 + (l > r ? l : r);
}

static unsigned right(unsigned n)
{
    unsigned l = t[n].left;
    t[n].left = t[l].right;
    t[l].right = n;
    fix(n);
    fix(l);
    return l;
}

static unsigned left(unsigned n)
{
    unsigned r = t[n].right;
    t[n].right = t[r].left;
    t[r].left = n;
    fix(n);
    fix(r);
    return r;
}

static unsigned insert(unsigned n, int key)
{
    if (!n)
        return make(key);
    unsigned child;
    if (key < t[n].key) {
        child = insert(t[n].left, key);
        t[n].left = child;
    } else if (key > t[n].key) {
        child = insert(t[n].right, key);
        t[n].right = child;
    } else {
        return n;
    }
    fix(n);
    int balance = h(t[n].left) - h(t[n].right);
    if (balance > 1) {
        if (key > t[t[n].left].key)
            t[n].left = left(t[n].left);
        return right(n);
    }
    if (balance < -1) {
        if (key < t[t[n].right].key)
            t[n].right = right(t[n].right);
        return left(n);
    }
    return n;
}

static int walk(unsigned n, int *last)
{
    if (!n)
        return 1;
    int ok = walk(t[n].left, last) && t[n].key > *last;
    *last = t[n].key;
    return ok && walk(t[n].right, last);
}

int main(void)
{
    unsigned root = 0, x = 1;
    for (int i = 0; i < 400; i++) {
        x = x * 1103515245u + 12345u;
        root = insert(root, x >> 16 & 1023);
    }
    int last = -1;
    int ok = walk(root, &last);
    printf("%u nodes, height %d, ordered %d, largest %d\n", count - 1, h(root), ok, last);
    return 0;
}
