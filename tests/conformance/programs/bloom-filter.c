// A Bloom filter in a file: a bitmap of 32 KiB, mapped shared; membership may say yes wrongly, never no.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define BITS (1u << 18)

static uint32_t hash(const char *s, uint32_t seed)
{
    uint32_t h = 2166136261u ^ seed;
    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619u;
    return (h ^ h >> 15) % BITS;
}

static void add(uint8_t *map, const char *s)
{
    for (uint32_t k = 0; k < 4; k++) {
        uint32_t bit = hash(s, k * 0x9e3779b9u);
        map[bit / 8] |= 1u << bit % 8;
    }
}

static int has(const uint8_t *map, const char *s)
{
    for (uint32_t k = 0; k < 4; k++) {
        uint32_t bit = hash(s, k * 0x9e3779b9u);
        if (!(map[bit / 8] & 1u << bit % 8))
            return 0;
    }
    return 1;
}

int main(void)
{
    int fd = open("filter", O_RDWR | O_CREAT | O_TRUNC, 0644);
    ftruncate(fd, BITS / 8);
    uint8_t *map = mmap(NULL, BITS / 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char word[32];
    for (int i = 0; i < 500; i++) {
        snprintf(word, sizeof word, "word-%d", i * 7);
        add(map, word);
    }
    munmap(map, BITS / 8);
    map = mmap(NULL, BITS / 8, PROT_READ, MAP_SHARED, fd, 0);
    int yes = 0, wrong = 0, set = 0;
    for (int i = 0; i < 500; i++) {
        snprintf(word, sizeof word, "word-%d", i * 7);
        yes += has(map, word);
        snprintf(word, sizeof word, "other-%d", i);
        wrong += has(map, word);
    }
    for (unsigned i = 0; i < BITS / 8; i++)
        for (unsigned b = map[i]; b; b &= b - 1)
            set++;
    printf("found %d of 500, wrongly %d, %d bits set\n", yes, wrong, set);
    return 0;
}
