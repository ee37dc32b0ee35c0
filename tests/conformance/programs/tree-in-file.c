// A binary tree in a file, linked by offsets so that it may lie anywhere.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    int key;
    unsigned left, right;
} Node;

typedef struct {
    unsigned root, next;
    Node node[1000];
} Tree;

static void insert(Tree *t, int key)
{
    unsigned *link = &t->root;
    while (*link) {
        Node *n = &t->node[*link];
        if (n->key == key)
            return;
        link = key < n->key ? &n->left : &n->right;
    }
    *link = ++t->next;
    t->node[*link].key = key;
}

static int depth(const Tree *t, unsigned i)
{
    if (i == 0)
        return 0;
    int l = depth(t, t->node[i].left), r = depth(t, t->node[i].right);
    return 1 + (l > r ? l : r);
}

static int walk(const Tree *t, unsigned i, int *left)
{
    if (i == 0 || *left == 0)
        return 0;
    walk(t, t->node[i].left, left);
    if (*left > 0) {
        printf("%d ", t->node[i].key);
        --*left;
    }
    return walk(t, t->node[i].right, left);
}

int main(void)
{
    int fd = open("tree", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, sizeof(Tree));
    Tree *t = mmap(NULL, sizeof(Tree), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (t == MAP_FAILED)
        return 1;
    unsigned x = 1;
    for (int i = 0; i < 900; i++) {
        x = x * 69069 + 1;
        insert(t, x >> 20);
    }
    printf("%u nodes, depth %d\n", t->next, depth(t, t->root));
    const Tree *other = mmap(NULL, sizeof(Tree), PROT_READ, MAP_PRIVATE, fd, 0);
    int left = 12;
    walk(other, other->root, &left);
    printf("\n%s\n", other == t ? "same address" : "from another address");
    return 0;
}
