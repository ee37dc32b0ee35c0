/* A sparse file: what lseek, write and a mapping say of its holes. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void stretch(const unsigned char *p, size_t n)
{
    size_t i = 0;
    while (i < n) {
        size_t start = i;
        int zero = p[i] == 0;
        while (i < n && (p[i] == 0) == zero)
            i++;
        printf("  %7zu..%-7zu %s\n", start, i, zero ? "zeros" : "data");
    }
}

int main(void)
{
    int fd = open("sparse", O_CREAT | O_TRUNC | O_RDWR, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return 1;
    const off_t places[] = {0, 10000, 40000, 65530};
    for (unsigned i = 0; i < 4; i++) {
        char text[16];
        int n = sprintf(text, "<%" PRIuPTR ">", (uintptr_t)places[i]);
        if (lseek(fd, places[i], SEEK_SET) != places[i] || write(fd, text, n) != n)
            return 2;
    }
    off_t end = lseek(fd, 0, SEEK_END);
    printf("size %jd\n", (intmax_t)end);
    unsigned char *p = mmap(NULL, end, PROT_READ, MAP_PRIVATE, fd, 0);
    stretch(p, end);
    munmap(p, end);
    ftruncate(fd, 20000);
    ftruncate(fd, 30000);
    p = mmap(NULL, 30000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    memcpy(p + 29990, "the end", 7);
    stretch(p, 30000);
    char tail[11] = "";
    pread(fd, tail, 10, 29990);
    printf("%.7s %d %d %d\n", tail, tail[7], tail[8], tail[9]);
    munmap(p, 30000);
    close(fd);
    return unlink("sparse");
}
