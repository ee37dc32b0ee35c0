// Creates a counter: a file that holds one int, set through a mapping.
// counter-increment.c counts it up, each time it is run. What a mapping
// has stored in a file outlives the program.
// faultline: --keep counter
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    // O_TRUNC: an old counter is emptied, so we begin at 0 again.
    int fd = open("counter.bin", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1) {
        perror("counter.bin");
        return 1;
    }
    if (ftruncate(fd, sizeof(int)) == -1) {
        perror("ftruncate");
        return 1;
    }

    // Four bytes are asked for; a whole page is mapped.
    int *counter = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE,
                        MAP_SHARED, fd, 0);
    if (counter == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    *counter = 0;
    printf("counter created, it is %d\n", *counter);
    munmap(counter, sizeof(int));
    return 0;
}
