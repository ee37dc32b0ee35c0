// A bitmap of blocks lies in front of them in memory shared with children.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCKS 64
#define BLOCK 512

struct pool {
    uint64_t map;
    char pad[4096 - sizeof(uint64_t)];
    char block[BLOCKS][BLOCK];
};

static char *take(struct pool *p)
{
    for (int i = 0; i < BLOCKS; i++)
        if (!(p->map >> i & 1)) {
            p->map |= UINT64_C(1) << i;
            return p->block[i];
        }
    return NULL;
}

static void give(struct pool *p, char *b)
{
    p->map &= ~(UINT64_C(1) << (b - p->block[0]) / BLOCK);
}

int main(void)
{
    struct pool *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    for (int child = 0; child < 4; child++) {
        if (fork() == 0) {
            char *mine[6];
            for (int i = 0; i < 6; i++) {
                mine[i] = take(p);
                sprintf(mine[i], "child %d, block %d", child, i);
            }
            for (int i = child % 2; i < 6; i += 2)
                give(p, mine[i]);
            _exit(0);
        }
        wait(NULL);
        printf("map %016lx\n", (unsigned long)p->map);
    }
    for (int i = 0; i < BLOCKS; i++)
        if (p->map >> i & 1)
            printf("%2d: %s\n", i, p->block[i]);
    int more = 0;
    while (take(p))
        more++;
    printf("%d more fit\n", more);
    return 0;
}
