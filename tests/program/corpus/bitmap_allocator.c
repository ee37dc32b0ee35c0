/* First fit over a bitmap kept in the first page of a file; allocations survive a second opening. */
#include <assert.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define BLOCK 256u
#define BLOCKS 128
typedef uint64_t word;
enum { BITS = CHAR_BIT * sizeof(word) };
struct pool { char magic[8]; uint32_t used; word map[BLOCKS / BITS]; };
static struct pool *pool;
#define bit_test(i) (pool->map[(i) / BITS] >> (i) % BITS & 1)
#define bit_set(i, on) do { word m_ = (word)1 << (i) % BITS; if (on) pool->map[(i) / BITS] |= m_; else pool->map[(i) / BITS] &= ~m_; } while (0)
static int take(unsigned blocks)
{
    unsigned run = 0;
    for (unsigned i = BLOCK >= sizeof *pool ? 1 : 2; i < BLOCKS; i++)
        if (bit_test(i)) run = 0;
        else if (++run == blocks) {
            unsigned first = i - blocks + 1;
            for (unsigned k = first; k <= i; k++) bit_set(k, 1);
            pool->used += blocks;
            return first;
        }
    return -1;
}
static void give(unsigned first, unsigned blocks) { while (blocks--) { assert(bit_test(first)); bit_set(first, 0); first++; pool->used--; } }
static void attach(void)
{
    int fd = open("pool", O_RDWR | O_CREAT, 0600); struct stat st; fstat(fd, &st);
    if (st.st_size == 0) ftruncate(fd, BLOCK * BLOCKS);
    pool = mmap(0, BLOCK * BLOCKS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); close(fd);
    if (memcmp(pool->magic, "POOL", 5)) { strcpy(pool->magic, "POOL"); puts("new pool"); }
}
int main(void)
{
    attach(); int a = take(3), b = take(5), c = take(1); printf("%d %d %d\n", a, b, c);
    give(b, 5); int d = take(4), e = take(2); printf("%d %d used %u\n", d, e, pool->used);
    snprintf((char *)pool + d * BLOCK, 4 * BLOCK, "block %d", d);
    munmap(pool, BLOCK * BLOCKS); attach();
    printf("used %u, '%s', next %d, too many %d\n", pool->used, (char *)pool + d * BLOCK, take(1), take(BLOCKS));
    for (unsigned i = 0; i < 24; i++) putchar(bit_test(i) ? '#' : '.'); putchar('\n');
    return unlink("pool");
}
