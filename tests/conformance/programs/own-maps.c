// Reads /proc/self/maps and finds the program's own mappings in it, with their permissions.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void show(const char *what, void *address)
{
    FILE *f = fopen("/proc/self/maps", "r");
    if (!f) {
        perror("/proc/self/maps");
        exit(1);
    }
    char line[512];
    int found = 0;
    while (fgets(line, sizeof line, f)) {
        unsigned long start, end, offset;
        char rights[5], path[256] = "";
        int n = sscanf(line, "%lx-%lx %4s %lx %*x:%*x %*u %255s", &start, &end, rights, &offset, path);
        if (n < 4 || (unsigned long)address < start || (unsigned long)address >= end)
            continue;
        const char *name = strrchr(path, '/');
        printf("%-10s %s %2lu pages, offset %lu, %s\n", what, rights, (end - start) / 4096, offset,
               name ? name + 1 : path);
        found = 1;
    }
    if (!found)
        printf("%-10s not mapped\n", what);
    fclose(f);
}

int main(void)
{
    int fd = open("data.bin", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 20480);
    char *file = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 8192);
    char *copy = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    char *anon = mmap((void *)0x30000000, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    show("shared", file + 100);
    show("private", copy);
    show("anonymous", anon);
    mprotect(anon + 4096, 4096, PROT_NONE);
    show("first", anon);
    show("second", anon + 4096);
    mprotect(file + 4096, 4096, PROT_READ);
    show("middle", file + 4096);
    munmap(copy, 4096);
    show("private", copy);
    return 0;
}
