/* CRC-32 with a table made at start, Adler-32 and FNV over a mapped file, in three ways to read it. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static uint32_t table[256];

static void make_table(void)
{
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int k = 8; k--;)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
        table[n] = c;
    }
}

static uint32_t crc(uint32_t c, const uint8_t *p, size_t n)
{
    c = ~c;
    while (n--)
        c = table[(c ^ *p++) & 0xFF] ^ c >> 8;
    return ~c;
}

static uint32_t adler(const uint8_t *restrict p, size_t n)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < n; i++) {
        a = (a + p[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static uint64_t fnv(const void *data, size_t n)
{
    uint64_t h = 14695981039346656037ull;
    for (const unsigned char *p = data; n; --n)
        h = (h ^ *p++) * 1099511628211ull;
    return h;
}

int main(void)
{
    make_table();
    FILE *f = fopen("data.bin", "w+b");
    for (int i = 0; i < 5000; i++)
        putc((i * 7 + i / 13) & 0xFF, f);
    fflush(f);
    long size = ftell(f);
    const uint8_t *p = mmap(NULL, size, PROT_READ, MAP_SHARED, fileno(f), 0);
    printf("whole   %08x\n", (unsigned)crc(0, p, size));
    uint32_t pieces = 0;
    for (long at = 0; at < size; at += 777)
        pieces = crc(pieces, p + at, size - at < 777 ? size - at : 777);
    printf("pieces  %08x\n", (unsigned)pieces);
    rewind(f);
    uint8_t buffer[512];
    uint32_t streamed = 0;
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, f)) > 0;)
        streamed = crc(streamed, buffer, n);
    printf("stream  %08x\n", (unsigned)streamed);
    printf("adler   %08x\nfnv     %016llx\n", (unsigned)adler(p, size), (unsigned long long)fnv(p, size));
    printf("check   %08x\n", (unsigned)crc(0, (const uint8_t *)"123456789", 9));
    munmap((void *)p, size);
    fclose(f);
    remove("data.bin");
    return 0;
}
