// A file without a name lives on while it is open or mapped.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int fd = open("temporary", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1) {
        perror("open");
        return 1;
    }
    write(fd, "still here", 10);
    struct stat st;
    fstat(fd, &st);
    printf("links %d\n", (int)st.st_nlink);
    unlink("temporary");
    fstat(fd, &st);
    printf("links %d, size %ld\n", (int)st.st_nlink, (long)st.st_size);
    printf("by name: %s\n", stat("temporary", &st) == -1 ? strerror(errno) : "found");
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    int other = open("temporary", O_RDWR | O_CREAT | O_EXCL, 0600);
    write(other, "a new file", 10);
    memcpy(m, "STILL", 5);
    char text[11] = "";
    pread(fd, text, 10, 0);
    printf("old: %s\n", text);
    close(fd);
    printf("mapped: %.10s\n", m);
    m[6] = 'H';
    printf("mapped: %.10s\n", m);
    pread(other, text, 10, 0);
    printf("new: %s\n", text);
    munmap(m, 4096);
    return 0;
}
