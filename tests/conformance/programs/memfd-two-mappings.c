// A memfd is a file without a name: written, mapped, grown, given to a child.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = memfd_create("scratch", MFD_CLOEXEC);
    if (fd == -1) {
        perror("memfd_create");
        return 1;
    }
    write(fd, "hello", 5);
    struct stat st;
    fstat(fd, &st);
    printf("size %ld, links %d\n", (long)st.st_size, (int)st.st_nlink);
    ftruncate(fd, 2 * 4096);
    char *s = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (s == MAP_FAILED || p == MAP_FAILED)
        return 1;
    p[0] = 'J';
    printf("shared %s, private %s\n", s, p);
    if (fork() == 0) {
        strcpy(s + 4096, "from the child");
        strcpy(p, "lost");
        lseek(fd, 0, SEEK_SET);
        write(fd, "HELLO", 5);
        _exit(0);
    }
    wait(NULL);
    printf("shared %s, private %s\n", s, p);
    printf("second page: %s, %s\n", s + 4096, p + 4096);
    printf("position %ld\n", (long)lseek(fd, 0, SEEK_CUR));
    return 0;
}
