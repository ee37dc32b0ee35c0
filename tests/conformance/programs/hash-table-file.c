// A hash table kept in a mapped file; it is closed and opened in between.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SLOTS 257

typedef struct {
    char key[24];
    long value;
} Entry;

static Entry *table;

static void attach(void)
{
    int fd = open("table", O_RDWR | O_CREAT, 0600);
    if (fd == -1 || ftruncate(fd, SLOTS * sizeof(Entry)) == -1)
        exit(1);
    table = mmap(NULL, SLOTS * sizeof(Entry), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (table == MAP_FAILED)
        exit(1);
}

static Entry *find(const char *key)
{
    unsigned h = 0;
    for (const char *c = key; *c; c++)
        h = h * 131 + (unsigned char)*c;
    for (unsigned i = 0; i < SLOTS; i++) {
        Entry *e = &table[(h + i) % SLOTS];
        if (e->key[0] == '\0' || strcmp(e->key, key) == 0)
            return e;
    }
    return NULL;
}

int main(void)
{
    char key[24];
    attach();
    for (int i = 0; i < 150; i++) {
        snprintf(key, sizeof key, "key-%d", i * i);
        Entry *e = find(key);
        strcpy(e->key, key);
        e->value = i;
    }
    munmap(table, SLOTS * sizeof(Entry));
    attach();
    find("key-144")->value += 1000;
    munmap(table, SLOTS * sizeof(Entry));
    attach();
    int here = 0;
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "key-%d", i);
        here += find(key)->key[0] != 0;
    }
    printf("%d squares below 3000\n", here);
    printf("key-144 is %ld, key-145 is %s\n", find("key-144")->value, find("key-145")->key[0] ? "there" : "absent");
    return 0;
}
