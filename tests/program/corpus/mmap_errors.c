#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *name(int e)
{
    switch (e) {
    case EINVAL: return "EINVAL";
    case EBADF: return "EBADF";
    case ENODEV: return "ENODEV";
    case ENOMEM: return "ENOMEM";
    case EACCES: return "EACCES";
    case EEXIST: return "EEXIST";
    case EOVERFLOW: return "EOVERFLOW";
    }
    return "?";
}

static void try(const char *what, size_t length, int protection, int flags, int fd, off_t offset)
{
    void *p = mmap(NULL, length, protection, flags, fd, offset);
    printf("%s: %s\n", what, p == MAP_FAILED ? name(errno) : "mapped");
}

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600), ends[2];
    pipe(ends);
    try("length 0", 0, PROT_READ, MAP_SHARED, fd, 0);
    try("offset 100", 4096, PROT_READ, MAP_SHARED, fd, 100);
    try("no descriptor", 4096, PROT_READ, MAP_SHARED, -1, 0);
    try("neither shared nor private", 4096, PROT_READ, 0, fd, 0);
    try("anonymous without kind", 4096, PROT_READ, MAP_ANONYMOUS, -1, 0);
    try("a pipe", 4096, PROT_READ, MAP_PRIVATE, ends[0], 0);
    try("a folder", 4096, PROT_READ, MAP_PRIVATE, open(".", O_RDONLY), 0);
    try("too large", (size_t)1 << 62, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    try("empty file", 4096, PROT_READ, MAP_SHARED, fd, 0);
    return 0;
}
