// Run-length coding from one mapping into another and back.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t pack(const unsigned char *in, size_t n, unsigned char *out)
{
    size_t k = 0;
    for (size_t i = 0; i < n;) {
        size_t run = 1;
        while (i + run < n && in[i + run] == in[i] && run < 255)
            run++;
        out[k++] = run;
        out[k++] = in[i];
        i += run;
    }
    return k;
}

static size_t unpack(const unsigned char *in, size_t n, unsigned char *out)
{
    size_t k = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        memset(out + k, in[i + 1], in[i]);
        k += in[i];
    }
    return k;
}

int main(void)
{
    enum { N = 20000 };
    int fd = open("plain", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, N);
    unsigned char *plain = mmap(NULL, N, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    for (int i = 0; i < N; i++)
        plain[i] = "aaab"[i / 700 % 4] + i / 5000;
    int packed_fd = open("packed", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(packed_fd, 2 * N);
    unsigned char *packed = mmap(NULL, 2 * N, PROT_READ | PROT_WRITE, MAP_SHARED, packed_fd, 0);
    size_t n = pack(plain, N, packed);
    ftruncate(packed_fd, n);
    unsigned char *back = mmap(NULL, N, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t m = unpack(packed, n, back);
    printf("%d -> %zu -> %zu, %s\n", N, n, m, m == N && memcmp(plain, back, N) == 0 ? "equal" : "different");
    return 0;
}
