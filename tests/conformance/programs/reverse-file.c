// faultline: --with poem.txt -- poem.txt
// Turns a file around in place, through a shared mapping, and back again.
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void turn(char *from, char *to)
{
    while (from < to) {
        char c = *from;
        *from++ = *to;
        *to-- = c;
    }
}

int main(int argc, char *argv[])
{
    if (argc != 2)
        errx(1, "which file?");
    int fd = open(argv[1], O_RDWR);
    if (fd == -1)
        err(1, "%s", argv[1]);
    struct stat st;
    if (fstat(fd, &st) == -1)
        err(1, "fstat");
    char *m = mmap(0, st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        err(1, "mmap");
    turn(m, m + st.st_size - 1);
    char head[33];
    ssize_t n = pread(fd, head, 32, 0);
    for (ssize_t i = 0; i < n; i++)
        putchar(head[i] == '\n' ? '/' : head[i]);
    putchar('\n');
    char *start = m;
    for (off_t i = 0; i < st.st_size; i++)
        if (m[i] == '\n') {
            turn(start, m + i - 1);
            start = m + i + 1;
        }
    fwrite(m, 1, 80, stdout);
    putchar('\n');
    return munmap(m, st.st_size);
}
