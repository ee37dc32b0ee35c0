// A file of strings: offsets in front, characters behind, read by mapping.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *words[] = {"page", "page table", "translation lookaside buffer", "", "frame", "working set"};
#define COUNT (sizeof words / sizeof words[0])

static void build(const char *name)
{
    FILE *f = fopen(name, "w");
    uint32_t count = COUNT, at = sizeof(uint32_t) * (1 + COUNT);
    fwrite(&count, sizeof count, 1, f);
    for (size_t i = 0; i < COUNT; i++) {
        fwrite(&at, sizeof at, 1, f);
        at += strlen(words[i]) + 1;
    }
    for (size_t i = 0; i < COUNT; i++)
        fwrite(words[i], 1, strlen(words[i]) + 1, f);
    fclose(f);
}

int main(void)
{
    build("strings");
    int fd = open("strings", O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror("strings");
        return 1;
    }
    const char *base = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (base == MAP_FAILED)
        return 1;
    const uint32_t *table = (const uint32_t *)base;
    printf("%u strings in %ld bytes\n", table[0], (long)st.st_size);
    for (uint32_t i = 1; i <= table[0]; i++)
        printf("at %2u: \"%s\"\n", table[i], base + table[i]);
    return 0;
}
