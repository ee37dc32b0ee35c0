// A small garbage collector: cells in a mapping, marked from roots.
#include <stdio.h>
#include <sys/mman.h>

#define CELLS 256

typedef struct cell {
    struct cell *left, *right;
    int value;
    unsigned marked : 1, used : 1;
} Cell;

static Cell *heap, *roots[4];
static int collections;

static void mark(Cell *c)
{
    if (c && !c->marked) {
        c->marked = 1;
        mark(c->left);
        mark(c->right);
    }
}

static int collect(void)
{
    int freed = 0;
    for (int i = 0; i < 4; i++)
        mark(roots[i]);
    for (int i = 0; i < CELLS; i++) {
        if (heap[i].used && !heap[i].marked) {
            heap[i] = (Cell){0};
            freed++;
        }
        heap[i].marked = 0;
    }
    collections++;
    return freed;
}

static Cell *make(int value, Cell *left, Cell *right)
{
    roots[2] = left;
    roots[3] = right;
    for (int attempt = 0; attempt < 2; attempt++) {
        for (int i = 0; i < CELLS; i++)
            if (!heap[i].used) {
                heap[i] = (Cell){.left = left, .right = right, .value = value, .used = 1};
                return &heap[i];
            }
        printf("collected %d\n", collect());
    }
    return NULL;
}

int main(void)
{
    heap = mmap(NULL, CELLS * sizeof(Cell), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 50; i++)
        roots[0] = make(i, roots[0], NULL);
    for (int round = 0; round < 8; round++) {
        roots[1] = NULL;
        for (int i = 0; i < 60; i++)
            roots[1] = make(round, roots[1], i % 7 ? NULL : roots[0]);
    }
    roots[0]->right = roots[1];
    roots[1]->left = roots[0];
    int sum = 0;
    for (Cell *c = roots[0]; c->left; c = c->left)
        sum += c->value;
    roots[0] = roots[1] = roots[2] = roots[3] = NULL;
    int last = collect();
    printf("sum %d, %d collections, last one %d\n", sum, collections, last);
    return 0;
}
