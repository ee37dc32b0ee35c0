// Two processes exchange a text through POSIX shared memory: an object with
// a name, but without a file on a disk. It is opened, sized and mapped like
// a file. The first process stores, then the second one looks.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "/faultline-example"
#define SIZE 4096

static char *map(int flags)
{
    int fd = shm_open(NAME, flags, 0600);
    if (fd == -1) {
        perror("shm_open");
        _exit(1);
    }
    // New shared memory is empty, as a new file is.
    if ((flags & O_CREAT) && ftruncate(fd, SIZE) == -1) {
        perror("ftruncate");
        _exit(1);
    }
    char *p = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        _exit(1);
    }
    close(fd);
    return p;
}

int main(void)
{
    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return 1;
    }
    if (child == 0) {                   // the first process
        char *p = map(O_RDWR | O_CREAT);
        strcpy(p, "HELLO");
        printf("first process has  %s\n", p);
        return 0;
    }

    wait(NULL);                         // the first one has finished,
    char *p = map(O_RDWR);              // its shared memory is still there
    printf("second process has %s\n", p);
    munmap(p, SIZE);
    shm_unlink(NAME);                   // now the name is gone
    return 0;
}
