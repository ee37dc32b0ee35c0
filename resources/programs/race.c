// Two processes count up one counter in a shared page, 100 times each.
// "plain" does it without care: both may load the same number, add 1 and
// store the same result, and one of the two counts is lost. How many are
// lost depends on who runs when. "locked" takes a lock on the file first,
// so that only one process at a time is between load and store: 200, always.
// faultline: -- locked
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 100

static void set_lock(int fd, short type)
{
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = type;                 // F_WRLCK takes it, F_UNLCK gives back
    lock.l_whence = SEEK_SET;
    lock.l_start = 0;
    lock.l_len = sizeof(int);
    if (fcntl(fd, F_SETLKW, &lock) == -1) {     // W: wait until it is free
        perror("fcntl");
        _exit(1);
    }
}

static void count(volatile int *counter, int fd, int locked)
{
    for (int i = 0; i < ROUNDS; i++) {
        if (locked)
            set_lock(fd, F_WRLCK);
        int seen = *counter;            // load
        *counter = seen + 1;            // store
        if (locked)
            set_lock(fd, F_UNLCK);
    }
}

int main(int argc, char *argv[])
{
    int locked = argc == 2 && strcmp(argv[1], "locked") == 0;
    if (!locked && (argc != 2 || strcmp(argv[1], "plain") != 0)) {
        fprintf(stderr, "usage: %s plain|locked\n", argv[0]);
        return 1;
    }

    int fd = open("race.bin", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || ftruncate(fd, sizeof(int)) == -1) {
        perror("race.bin");
        return 1;
    }
    volatile int *counter = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE,
                                 MAP_SHARED, fd, 0);
    if (counter == MAP_FAILED) {
        perror("mmap");
        return 1;
    }

    if (fork() == 0) {
        count(counter, fd, locked);
        _exit(0);
    }
    count(counter, fd, locked);
    wait(NULL);
    printf("counted to %d of %d\n", *counter, 2 * ROUNDS);
    return 0;
}
