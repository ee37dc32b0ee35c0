// write(2) from buffers that are partly or wholly bad; a pipe and a file.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *name(int e)
{
    switch (e) {
    case EFAULT: return "EFAULT";
    case EBADF: return "EBADF";
    case EINVAL: return "EINVAL";
    default: return strerror(e);
    }
}

static void out(const char *what, int fd, const void *from, size_t n)
{
    ssize_t r = write(fd, from, n);
    if (r < 0)
        printf("%-20s %s\n", what, name(errno));
    else
        printf("%-20s %zd\n", what, r);
}

int main(void)
{
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    strcpy(p + 4096 - 100, "still readable");
    mprotect(p + 4096, 4096, PROT_NONE);
    int fd = open("sink", O_RDWR | O_CREAT | O_TRUNC, 0600);
    int ends[2];
    pipe(ends);
    out("file, good", fd, p, 4096);
    out("file, 100 good", fd, p + 3996, 200);
    out("file, none good", fd, p + 4096, 200);
    out("pipe, good", ends[1], p + 3996, 50);
    out("pipe, none good", ends[1], p + 4096, 50);
    out("after the wall", ends[1], p + 2 * 4096, 5);
    out("null", fd, NULL, 1);
    out("null, length 0", fd, NULL, 0);
    out("reading end", ends[0], p, 1);
    out("no descriptor", 99, p, 1);
    char text[64];
    ssize_t n = read(ends[0], text, sizeof text);
    printf("the pipe holds %zd: %s\n", n, text);
    printf("the file has %ld\n", (long)lseek(fd, 0, SEEK_END));
    return 0;
}
