// read(2) puts bytes straight into mappings: anonymous, private, shared.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *region(int flags, int fd)
{
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return p;
}

int main(void)
{
    int in = open("in", O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < 1000; i++)
        dprintf(in, "%07d\n", i);
    int out = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(out, 3 * 4096);

    char *anonymous = region(MAP_PRIVATE | MAP_ANONYMOUS, -1);
    char *private = region(MAP_PRIVATE, out);
    char *shared = region(MAP_SHARED, out);
    lseek(in, 0, SEEK_SET);
    printf("%zd ", read(in, anonymous + 4000, 200));
    printf("%zd ", read(in, private + 4000, 4200));
    printf("%zd ", read(in, shared, 3 * 4096));
    printf("%zd\n", read(in, shared, 1));
    printf("anonymous: %.7s ... %.7s\n", anonymous + 4000, anonymous + 4192);
    printf("private:   %.7s ... %.7s\n", private + 4000, private + 8192);
    printf("shared:    %.7s ... %.7s\n", shared, shared + 3592);
    char check[8] = "";
    pread(out, check, 7, 8);
    printf("the file has %s from the shared one\n", check);
    pread(in, shared + 8190, 7, 80);
    pread(out, check, 7, 8190);
    printf("over an edge: %s\n", check);
    return 0;
}
