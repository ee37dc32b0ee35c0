// A counter that lives in a file, raised by five runs of a function.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int raise_counter(const char *name, int by)
{
    int fd = open(name, O_RDWR | O_CREAT, 0644);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1)
        return -1;
    if (st.st_size == 0) {
        printf("new counter\n");
        if (ftruncate(fd, sizeof(int)) == -1)
            return -1;
    }
    int *counter = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (counter == MAP_FAILED)
        return -1;
    *counter += by;
    int now = *counter;
    munmap(counter, sizeof(int));
    return now;
}

int main(void)
{
    for (int i = 1; i <= 5; i++)
        printf("%d\n", raise_counter("counter", i));
    printf("negative: %d\n", raise_counter("counter", -20));
    unlink("counter");
    printf("%d\n", raise_counter("counter", 1));
    printf("%d\n", raise_counter("no/such/folder", 1));
    return 0;
}
