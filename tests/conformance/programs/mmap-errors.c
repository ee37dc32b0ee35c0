// What mmap refuses, and with which errno.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHOW(text, ...) show(text, mmap(__VA_ARGS__))

static void show(const char *what, void *p)
{
    printf("%-34s %s\n", what, p == MAP_FAILED ? strerror(errno) : "mapped");
}

int main(void)
{
    close(open("f", O_RDWR | O_CREAT, 0600));
    truncate("f", 8192);
    int rw = open("f", O_RDWR), ro = open("f", O_RDONLY), wo = open("f", O_WRONLY);
    int ends[2];
    pipe(ends);
    int folder = open(".", O_RDONLY);
    SHOW("length 0", 0, 0, PROT_READ, MAP_SHARED, rw, 0);
    SHOW("no type", 0, 4096, PROT_READ, 0, rw, 0);
    SHOW("offset 1", 0, 4096, PROT_READ, MAP_SHARED, rw, 1);
    SHOW("anonymous, offset 1", 0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 1);
    SHOW("descriptor -1", 0, 4096, PROT_READ, MAP_SHARED, -1, 0);
    SHOW("descriptor -1, anonymous", 0, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    SHOW("read-only file, shared to write", 0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, ro, 0);
    SHOW("read-only file, private to write", 0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, ro, 0);
    SHOW("write-only file", 0, 4096, PROT_WRITE, MAP_SHARED, wo, 0);
    SHOW("pipe", 0, 4096, PROT_READ, MAP_PRIVATE, ends[0], 0);
    SHOW("directory", 0, 4096, PROT_READ, MAP_PRIVATE, folder, 0);
    SHOW("fixed, not aligned", (void *)0x20000001, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    SHOW("longer than all addresses", 0, 1UL << 60, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    SHOW("offset and length overflow", 0, 8192, PROT_READ, MAP_SHARED, rw, 0x7ffffffffffff000);
    SHOW("wholly behind the end", 0, 4096, PROT_READ, MAP_SHARED, rw, 1 << 20);
    close(rw);
    SHOW("closed", 0, 4096, PROT_READ, MAP_SHARED, rw, 0);
    return 0;
}
