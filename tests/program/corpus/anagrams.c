/* Words of a mapped text grouped by their letters: a hash table with chains, sorted output. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUCKETS 31

typedef struct group {
    char *key;
    struct group *next;
    size_t count, room;
    char **words;
} Group;

static Group *buckets[BUCKETS];
static size_t groups;

static int by_letter(const void *a, const void *b) { return *(const char *)a - *(const char *)b; }
static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
static int by_key(const void *a, const void *b) { return strcmp((*(Group **)a)->key, (*(Group **)b)->key); }

static unsigned hash(const char *s)
{
    unsigned h = 5381;
    for (; *s; s++)
        h = h * 33 + (unsigned char)*s;
    return h % BUCKETS;
}

static void add(const char *word, size_t n)
{
    char *copy = strndup(word, n), *key = strdup(copy);
    qsort(key, n, 1, by_letter);
    Group **at = &buckets[hash(key)];
    while (*at && strcmp((*at)->key, key))
        at = &(*at)->next;
    if (!*at) {
        *at = calloc(1, sizeof **at);
        (*at)->key = strdup(key);
        groups++;
    }
    Group *g = *at;
    if (g->count == g->room)
        g->words = realloc(g->words, (g->room = g->room ? g->room * 2 : 2) * sizeof *g->words);
    g->words[g->count++] = copy;
    free(key);
}

int main(void)
{
    static const char text[] = "stale listen tales silent least enlist steal\npage gape inlets slate evil live vile\n"
                               "veil frame fault slave vales";
    int fd = open("words", O_RDWR | O_CREAT | O_TRUNC, 0644);
    write(fd, text, sizeof text - 1);
    struct stat st;
    fstat(fd, &st);
    const char *p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0), *end = p + st.st_size;
    close(fd);
    for (const char *s = p; s < end;) {
        while (s < end && !isalpha((unsigned char)*s))
            s++;
        const char *start = s;
        while (s < end && isalpha((unsigned char)*s))
            s++;
        if (s > start)
            add(start, s - start);
    }
    Group **all = malloc(groups * sizeof *all), **next = all;
    for (int i = 0; i < BUCKETS; i++)
        for (Group *g = buckets[i]; g; g = g->next)
            *next++ = g;
    qsort(all, groups, sizeof *all, by_key);
    for (size_t i = 0; i < groups; i++) {
        if (all[i]->count < 2)
            continue;
        qsort(all[i]->words, all[i]->count, sizeof(char *), by_text);
        printf("%s:", all[i]->key);
        for (size_t k = 0; k < all[i]->count; k++)
            printf(" %s", all[i]->words[k]);
        printf("\n");
    }
    printf("%zu groups\n", groups);
    for (size_t i = 0; i < groups; i++) {
        for (size_t k = 0; k < all[i]->count; k++)
            free(all[i]->words[k]);
        free(all[i]->words);
        free(all[i]->key);
        free(all[i]);
    }
    free(all);
    unlink("words");
    return 0;
}
