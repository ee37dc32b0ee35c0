// faultline: --with poem.txt -- poem.txt
// A CRC-32 of every page of a file, from a table in static memory.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static uint32_t table[256];

static void prepare(void)
{
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        table[i] = c;
    }
}

static uint32_t crc(uint32_t c, const uint8_t *p, size_t n)
{
    c = ~c;
    for (size_t i = 0; i < n; i++)
        c = table[(c ^ p[i]) & 255] ^ (c >> 8);
    return ~c;
}

int main(int argc, char *argv[])
{
    prepare();
    printf("check %08x\n", crc(0, (const uint8_t *)"123456789", 9));
    int fd = open(argv[1], O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1)
        return 1;
    uint8_t *m = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    uint32_t whole = 0;
    for (off_t at = 0; at < st.st_size; at += 4096) {
        size_t n = st.st_size - at < 4096 ? st.st_size - at : 4096;
        printf("page %ld: %08x\n", (long)(at / 4096), crc(0, m + at, n));
        whole = crc(whole, m + at, n);
    }
    printf("whole %08x\n", whole);
    return 0;
}
