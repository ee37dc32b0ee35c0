// A linked list, sorted by insertion, reversed, and freed.
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *insert(struct node *list, int value)
{
    struct node **link = &list;
    while (*link && (*link)->value < value)
        link = &(*link)->next;
    struct node *n = malloc(sizeof *n);
    n->value = value;
    n->next = *link;
    *link = n;
    return list;
}

static struct node *reverse(struct node *list)
{
    struct node *done = NULL;
    while (list) {
        struct node *next = list->next;
        list->next = done;
        done = list;
        list = next;
    }
    return done;
}

int main(void)
{
    struct node *list = NULL;
    unsigned seed = 7;
    for (int i = 0; i < 60; i++) {
        seed = seed * 1103515245 + 12345;
        list = insert(list, seed / 65536 % 1000);
    }
    list = reverse(list);
    int i = 0;
    for (struct node *n = list; n; n = n->next)
        printf("%d%c", n->value, ++i % 15 ? ' ' : '\n');
    while (list) {
        struct node *dead = list;
        list = list->next;
        free(dead);
    }
    return 0;
}
