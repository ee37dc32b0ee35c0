// memcpy, memmove and memset whose ranges begin and end anywhere in pages.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096

static unsigned checksum(const unsigned char *p, size_t n)
{
    unsigned a = 1, b = 0;
    while (n--) {
        a = (a + *p++) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

int main(void)
{
    unsigned char *p = mmap(NULL, 12 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    for (int i = 0; i < 3 * PAGE; i++)
        p[i] = i * 31 >> 2;
    printf("source   %08x\n", checksum(p, 3 * PAGE));
    unsigned char *end = memcpy(p + 5 * PAGE + 17, p + 100, 2 * PAGE);
    printf("memcpy   %08x\n", checksum(end, 2 * PAGE));
    memmove(p + 1, p, 3 * PAGE);
    printf("up       %08x\n", checksum(p, 3 * PAGE + 1));
    memmove(p, p + 2, 3 * PAGE - 2);
    printf("down     %08x\n", checksum(p, 3 * PAGE));
    memset(p + 9 * PAGE - 3, 0xA5, PAGE + 6);
    printf("memset   %08x\n", checksum(p + 8 * PAGE, 4 * PAGE));
    memcpy(p + 11 * PAGE + 4000, p + 9 * PAGE, 96);
    printf("to the last byte: %02x\n", p[12 * PAGE - 1]);
    memcpy(p + 12 * PAGE, p + 12 * PAGE, 0);
    printf("nothing copied behind it\n");
    munmap(p, 12 * PAGE);
    return 0;
}
