// cat with mmap: map each file whole and write it to standard output.
// faultline: --with poem.txt --with words.txt -- poem.txt missing.txt words.txt
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int show(const char *name)
{
    int fd = open(name, O_RDONLY);
    if (fd == -1) {
        printf("%s: %s\n", name, strerror(errno));
        return 1;
    }
    struct stat st;
    if (fstat(fd, &st) == -1)
        return 1;
    if (st.st_size == 0)
        return close(fd);
    char *p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return 1;
    size_t done = 0;
    while (done < (size_t)st.st_size) {
        ssize_t n = write(STDOUT_FILENO, p + done, st.st_size - done);
        if (n <= 0)
            return 1;
        done += n;
    }
    return munmap(p, st.st_size);
}

int main(int argc, char *argv[])
{
    int bad = 0;
    for (int i = 1; i < argc; i++)
        bad |= show(argv[i]);
    return bad;
}
