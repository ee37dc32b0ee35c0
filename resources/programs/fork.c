// fork copies a process, but not its pages: parent and child use the same
// ones until one of them stores. a (private) is copied then, page by page;
// f (shared) never is.
// faultline: --with notes.txt
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#define RW PROT_READ | PROT_WRITE

int main(void)
{
    int fd = open("notes.txt", O_RDWR);
    char *a = mmap(NULL, 4096, RW,
        MAP_PRIVATE | MAP_ANON, -1, 0);
    char *f = mmap(NULL, 4096, RW,
        MAP_SHARED, fd, 0);
    strcpy(a, "same page.");
    f[0] = 'o';
    if (fork() == 0) {
        char b = f[0];  /* no copy */
        a[0] = 'g';     /* a copy */
        _exit(b == 'o' ? 0 : 1);
    }
    wait(NULL);
    printf("%s %c\n", a, f[0]);
    return 0;
}
