// read(2) with buffers that are partly or wholly bad.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
static int fd;

static void try(const char *what, void *buffer, size_t n)
{
    lseek(fd, 0, SEEK_SET);
    ssize_t r = read(fd, buffer, n);
    printf("%-22s %zd %s", what, r, r == -1 ? strerror(errno) : "");
    printf(" position %ld\n", (long)lseek(fd, 0, SEEK_CUR));
}

int main(void)
{
    fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * PAGE);
    pwrite(fd, "data", 4, 0);
    char *p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    mprotect(p + 2 * PAGE, PAGE, PROT_READ);
    munmap(p + 3 * PAGE, PAGE);
    try("all good", p, 2 * PAGE);
    try("runs into read-only", p + PAGE, 2 * PAGE);
    try("runs in at 10 bytes", p + 2 * PAGE - 10, 20);
    try("starts in read-only", p + 2 * PAGE, 10);
    try("starts in a hole", p + 3 * PAGE, 10);
    try("null", NULL, 10);
    try("address 1", (void *)1, 10);
    try("kernel's half", (void *)0xffff800000000000, 10);
    try("nothing, bad address", NULL, 0);
    lseek(fd, 0, SEEK_END);
    printf("at the end, bad address: %zd\n", read(fd, NULL, 5));
    printf("pread: %zd ", pread(fd, p + 3 * PAGE, 1, 0));
    printf("%s\n", strerror(errno));
    return 0;
}
