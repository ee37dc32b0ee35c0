// One gigabyte is reserved, a handful of pages is used.
#include <stdio.h>
#include <stdint.h>
#include <sys/mman.h>

#define GIB (1024UL * 1024 * 1024)

int main(void)
{
    uint64_t *table = mmap(NULL, GIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (table == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    const uint64_t slots = GIB / sizeof(uint64_t);
    uint64_t key = 12345;
    int fresh = 0, again = 0;
    for (int i = 0; i < 40; i++) {
        key = key * 6364136223846793005ULL + 1442695040888963407ULL;
        uint64_t slot = (key >> 20) % slots;
        if (table[slot])
            again++;
        else
            fresh++;
        table[slot] = key;
    }
    printf("fresh %d, again %d\n", fresh, again);
    key = 12345;
    int found = 0;
    for (int i = 0; i < 40; i++) {
        key = key * 6364136223846793005ULL + 1442695040888963407ULL;
        found += table[(key >> 20) % slots] == key;
    }
    printf("found %d, last slot %lu\n", found, table[slots - 1]);
    return munmap(table, GIB) == -1;
}
