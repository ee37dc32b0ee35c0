// A log in a file that grows by a page at a time while it stays mapped; at
// the end it is cut to what was used.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int fd;
static char *map;
static size_t size, used;
static int growths;

static void append(const char *line)
{
    size_t n = strlen(line);
    if (used + n > size) {
        size_t larger = size + 4096;
        if (ftruncate(fd, larger) == -1)
            exit(1);
        map = size ? mremap(map, size, larger, MREMAP_MAYMOVE)
                   : mmap(NULL, larger, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (map == MAP_FAILED) {
            perror("log");
            exit(1);
        }
        size = larger;
        growths++;
    }
    memcpy(map + used, line, n);
    used += n;
}

int main(void)
{
    fd = open("log", O_RDWR | O_CREAT | O_TRUNC, 0640);
    if (fd == -1)
        return 1;
    for (int i = 0; i < 500; i++) {
        char line[64];
        snprintf(line, sizeof line, "%04d %s\n", i, i % 3 ? "minor fault" : "major fault, from disk");
        append(line);
    }
    msync(map, size, MS_SYNC);
    munmap(map, size);
    ftruncate(fd, used);
    struct stat st;
    fstat(fd, &st);
    printf("%d growths, %ld bytes, mode %o\n", growths, (long)st.st_size, st.st_mode & 0777);
    char tail[28] = "";
    pread(fd, tail, 27, st.st_size - 17);
    printf("%s", tail);
    return 0;
}
