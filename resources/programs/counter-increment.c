// Counts up the counter that counter-create.c has created. Run it several
// times: the number goes on from where the last run left it, although the
// program has no other memory than a mapped file.
// faultline: --with counter --keep counter
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    // No O_CREAT: the counter must be there already.
    int fd = open("counter.bin", O_RDWR);
    if (fd == -1) {
        perror("counter.bin");
        fprintf(stderr, "run counter-create first\n");
        return 1;
    }

    int *counter = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE,
                        MAP_SHARED, fd, 0);
    if (counter == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    (*counter)++;               // a load from the file and a store to it
    printf("the counter is %d\n", *counter);
    munmap(counter, sizeof(int));
    return 0;
}
