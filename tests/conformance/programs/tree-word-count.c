// Counts words in a tree of nodes from malloc.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tree {
    char *word;
    int count;
    struct tree *left, *right;
} Tree;

static Tree *add(Tree *t, const char *word)
{
    if (t == NULL) {
        t = calloc(1, sizeof(Tree));
        t->word = strdup(word);
        t->count = 1;
        return t;
    }
    int order = strcmp(word, t->word);
    if (order == 0)
        t->count++;
    else if (order < 0)
        t->left = add(t->left, word);
    else
        t->right = add(t->right, word);
    return t;
}

static void print(const Tree *t)
{
    if (t) {
        print(t->left);
        printf("%4d %s\n", t->count, t->word);
        print(t->right);
    }
}

static void drop(Tree *t)
{
    if (!t)
        return;
    drop(t->left);
    drop(t->right);
    free(t->word);
    free(t);
}

int main(void)
{
    char text[] = "the page is not in the frame so the kernel brings the page in and the load is tried again";
    Tree *root = NULL;
    for (char *w = strtok(text, " "); w; w = strtok(NULL, " "))
        root = add(root, w);
    print(root);
    drop(root);
    return 0;
}
