// Writes a greeting into a file without ever calling write(): the file is
// mapped, which means that a range of memory addresses stands for its bytes.
// A store through the pointer is a change of the file.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 4096               // one page, the unit in which memory is mapped

int main(void)
{
    // Open the file, or create it when it is not there yet.
    int fd = open("greeting.txt", O_RDWR | O_CREAT, 0644);
    if (fd == -1) {
        perror("open");
        return 1;
    }

    // A new file is empty. A mapping does not make a file longer,
    // so it gets its size first; the new bytes are zeros.
    if (ftruncate(fd, SIZE) == -1) {
        perror("ftruncate");
        return 1;
    }

    // MAP_SHARED: stores are meant for the file, not only for this program.
    char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }

    // The mapping keeps the file in use; the descriptor is no longer needed.
    close(fd);

    // The first store finds no page of memory behind the address yet. The
    // hardware stops the program (a page fault), the kernel fetches the page,
    // and the store is repeated. The program notices nothing of it.
    strcpy(p, "Hello from a mapped page!\n");

    // Don't go on before the page has been written to the disk.
    if (msync(p, SIZE, MS_SYNC) == -1) {
        perror("msync");
        return 1;
    }

    printf("%s", p);
    munmap(p, SIZE);
    return 0;
}
