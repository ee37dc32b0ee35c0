// Two processes map the same file. The first one stores, then the second
// one looks. With "shared" both mappings lead to the same page of memory,
// so the second sees the store. With "private" the first gets its own copy
// of the page, and the second sees nothing of it.
// faultline: --with short.txt -- shared
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 4096

static char *map(int flags)
{
    int fd = open("short.txt", O_RDWR);
    if (fd == -1) {
        perror("short.txt");
        _exit(1);
    }
    char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        _exit(1);
    }
    close(fd);
    return p;
}

int main(int argc, char *argv[])
{
    int flags;
    if (argc == 2 && strcmp(argv[1], "shared") == 0) {
        flags = MAP_SHARED;
    } else if (argc == 2 && strcmp(argv[1], "private") == 0) {
        flags = MAP_PRIVATE;
    } else {
        fprintf(stderr, "usage: %s shared|private\n", argv[0]);
        return 1;
    }

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return 1;
    }
    if (child == 0) {                   // the first process
        char *p = map(flags);
        memcpy(p, "HELLO", 5);
        printf("first process has  %.5s\n", p);
        return 0;
    }

    wait(NULL);                         // the first one has finished
    char *p = map(flags);               // the second process maps for itself
    printf("second process has %.5s\n", p);
    munmap(p, SIZE);
    return 0;
}
