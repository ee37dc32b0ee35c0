// Uses a pointer after its memory was unmapped. At this address there is no
// mapping any more, so the kernel can't help: the program is ended by the
// signal SIGSEGV with the code SEGV_MAPERR, "address not mapped".
// faultline: --with short.txt
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("short.txt", O_RDONLY);
    if (fd == -1) {
        perror("short.txt");
        return 1;
    }
    char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    close(fd);

    char c = p[0];
    printf("mapped: %c\n", c);
    munmap(p, 4096);

    // munmap changes the kernel's list of mappings, not our variable:
    // p still holds the old address.
    c = p[0];                           // the program ends here
    printf("never printed: %c\n", c);
    return 0;
}
