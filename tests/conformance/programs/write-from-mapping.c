// write(2) takes bytes straight from mappings, also from untouched ones.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int source = open("source", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char line[33];
    for (int i = 0; i < 300; i++) {
        snprintf(line, sizeof line, "%-31d\n", i);
        write(source, line, 32);
    }
    char *m = mmap(NULL, 9600, PROT_READ, MAP_SHARED, source, 0);
    char *zero = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int copy = open("copy", O_RDWR | O_CREAT | O_TRUNC, 0600);
    printf("%zd\n", write(copy, m + 4064, 64));
    printf("%zd\n", write(copy, zero + 4000, 200));
    printf("%zd\n", write(copy, m, 9600));
    printf("%zd\n", pwrite(copy, m + 9568, 32, 20000));
    struct stat st;
    fstat(copy, &st);
    printf("size %ld\n", (long)st.st_size);
    char *c = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, copy, 0);
    printf("%.3s %.3s %d %.3s %d %.3s\n", c, c + 32, c[100], c + 264, c[15000], c + 20000);
    printf("same: %d\n", memcmp(c + 264, m, 9600));
    write(STDOUT_FILENO, m + 32 * 42, 32);
    return 0;
}
