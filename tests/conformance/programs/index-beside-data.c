// A small database: records of any length in one file, an index of fixed slots in another, both mapped.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct slot {
    char key[16];
    uint32_t offset, length;
};

struct index {
    uint32_t count, used;
    struct slot slots[200];
};

static struct index *ix;
static char *data;
static int data_fd;
static size_t data_size;

static void put(const char *key, const char *value)
{
    size_t n = strlen(value);
    if (ix->used + n > data_size) {
        size_t bigger = data_size + 4096;
        if (ftruncate(data_fd, bigger) == -1) {
            perror("ftruncate");
            exit(1);
        }
        data = mremap(data, data_size, bigger, MREMAP_MAYMOVE);
        if (data == MAP_FAILED) {
            perror("mremap");
            exit(1);
        }
        data_size = bigger;
    }
    int lo = 0, hi = ix->count;
    while (lo < hi) {
        int mid = (lo + hi) / 2;
        if (strcmp(ix->slots[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == (int)ix->count || strcmp(ix->slots[lo].key, key) != 0) {
        memmove(&ix->slots[lo + 1], &ix->slots[lo], (ix->count - lo) * sizeof ix->slots[0]);
        memset(&ix->slots[lo], 0, sizeof ix->slots[lo]);
        strncpy(ix->slots[lo].key, key, sizeof ix->slots[lo].key - 1);
        ix->count++;
    }
    memcpy(data + ix->used, value, n);
    ix->slots[lo].offset = ix->used;
    ix->slots[lo].length = n;
    ix->used += n;
}

static void get(const char *key)
{
    for (uint32_t i = 0; i < ix->count; i++)
        if (strcmp(ix->slots[i].key, key) == 0) {
            printf("%s = %.*s\n", key, (int)ix->slots[i].length, data + ix->slots[i].offset);
            return;
        }
    printf("%s: no such key\n", key);
}

int main(void)
{
    int fd = open("db.index", O_RDWR | O_CREAT | O_TRUNC, 0644);
    ftruncate(fd, sizeof *ix);
    ix = mmap(NULL, sizeof *ix, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    data_fd = open("db.data", O_RDWR | O_CREAT | O_TRUNC, 0644);
    data_size = 4096;
    ftruncate(data_fd, data_size);
    data = mmap(NULL, data_size, PROT_READ | PROT_WRITE, MAP_SHARED, data_fd, 0);
    if (ix == MAP_FAILED || data == MAP_FAILED)
        return 1;
    for (int i = 0; i < 150; i++) {
        char key[16], value[120];
        sprintf(key, "k%03d", i * 37 % 150);
        memset(value, 'a' + i % 26, 60 + i % 50);
        value[60 + i % 50] = 0;
        put(key, value);
    }
    put("k005", "five");
    put("zebra", "striped");
    get("k005");
    get("k149");
    get("zebra");
    get("none");
    printf("%u keys, %u bytes, file of %zu\n", ix->count, ix->used, data_size);
    msync(ix, sizeof *ix, MS_SYNC);
    msync(data, data_size, MS_ASYNC);
    struct stat st;
    fstat(data_fd, &st);
    printf("on disk: %ld\n", (long)st.st_size);
    return 0;
}
