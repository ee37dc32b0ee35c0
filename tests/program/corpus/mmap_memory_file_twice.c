#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = memfd_create("ring", 0), rw = PROT_READ | PROT_WRITE;
    ftruncate(fd, 4096);
    char *p = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mmap(p, 4096, rw, MAP_SHARED | MAP_FIXED, fd, 0);
    mmap(p + 4096, 4096, rw, MAP_SHARED | MAP_FIXED, fd, 0);
    memcpy(p + 4094, "ring", 4);    /* over the end, to the beginning */
    printf("%.2s %.4s\n", p, p + 4094);
    return 0;
}
