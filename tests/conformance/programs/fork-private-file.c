// A private file mapping across fork: copies made before it are common,
// copies made after it are not, and untouched pages still follow the file.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char *m;

static void show(const char *who)
{
    printf("%s:", who);
    for (int i = 0; i < 4; i++)
        printf(" %.3s", m + i * 4096);
    printf("\n");
    fflush(stdout);
}

int main(void)
{
    int fd = open("book", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 4 * 4096);
    for (int i = 0; i < 4; i++)
        pwrite(fd, "...", 3, i * 4096);
    m = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED)
        return perror("mmap"), 1;
    m[0] = '1';
    show("before");
    if (fork() == 0) {
        m[1] = '2';
        m[4096] = '2';
        pwrite(fd, "FFF", 3, 2 * 4096);
        show("child");
        _exit(0);
    }
    wait(NULL);
    show("parent");
    m[0] = '3';
    m[2 * 4096 + 1] = '3';
    pwrite(fd, "GGG", 3, 2 * 4096);
    pwrite(fd, "GGG", 3, 3 * 4096);
    show("parent");
    return 0;
}
