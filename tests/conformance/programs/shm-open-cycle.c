// A POSIX shared memory object from making to unlinking.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "/faultline-cycle"

int main(void)
{
    shm_unlink(NAME);
    int fd = shm_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1) {
        perror("shm_open");
        return 1;
    }
    struct stat st;
    fstat(fd, &st);
    printf("new size %ld, mode %o\n", (long)st.st_size, st.st_mode & 0777);
    printf("again: %s\n", shm_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600) == -1 ? strerror(errno) : "made");
    ftruncate(fd, 3 * 4096);
    char *a = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int second = shm_open(NAME, O_RDONLY, 0);
    char *b = mmap(NULL, 3 * 4096, PROT_READ, MAP_SHARED, second, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return 1;
    strcpy(a + 4096, "seen in both");
    printf("%s\n", b + 4096);
    void *w = mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, second, 0);
    printf("writable from a read-only one: %s\n", w == MAP_FAILED ? strerror(errno) : "mapped");
    shm_unlink(NAME);
    printf("after unlink: %s\n", shm_open(NAME, O_RDWR, 0) == -1 ? strerror(errno) : "opened");
    strcpy(a, "still shared");
    printf("%s\n", b);
    printf("unlink again: %s\n", shm_unlink(NAME) == -1 ? strerror(errno) : "done");
    return 0;
}
