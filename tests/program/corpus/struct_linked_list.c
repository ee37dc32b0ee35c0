#include <stdio.h>
#include <stdlib.h>

struct node { int value; struct node *next; };

int main(void)
{
    struct node *list = NULL;
    for (int i = 1; i <= 5; i++) {
        struct node *n = malloc(sizeof *n);
        n->value = i * i;
        n->next = list;
        list = n;
    }
    struct node *reversed = NULL;
    while (list) {
        struct node *next = list->next;
        printf("%d ", list->value);
        list->next = reversed;
        reversed = list;
        list = next;
    }
    printf("| %d %d\n", reversed->value, reversed->next->next->value);
    return 0;
}
