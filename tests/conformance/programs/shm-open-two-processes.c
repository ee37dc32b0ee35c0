// Parent and child open one shared memory object by name, each for itself.
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "/faultline-two"

struct box {
    sem_t filled, emptied;
    size_t length;
    char text[200];
};

static struct box *attach(int flags)
{
    int fd = shm_open(NAME, O_RDWR | flags, 0600);
    if (fd == -1 || (flags && ftruncate(fd, sizeof(struct box)) == -1)) {
        perror(NAME);
        exit(1);
    }
    struct box *b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (b == MAP_FAILED)
        exit(1);
    return b;
}

int main(void)
{
    shm_unlink(NAME);
    struct box *b = attach(O_CREAT | O_EXCL);
    sem_init(&b->filled, 1, 0);
    sem_init(&b->emptied, 1, 1);
    if (fork() == 0) {
        munmap(b, sizeof *b);
        struct box *mine = attach(0);
        do {
            sem_wait(&mine->filled);
            for (size_t i = 0; i < mine->length / 2; i++) {
                char c = mine->text[i];
                mine->text[i] = mine->text[mine->length - 1 - i];
                mine->text[mine->length - 1 - i] = c;
            }
            printf("child: %.*s\n", (int)mine->length, mine->text);
            fflush(stdout);
        } while (mine->length && sem_post(&mine->emptied) == 0);
        _exit(0);
    }
    const char *words[] = {"segment", "level", "mapping", ""};
    for (int i = 0; i < 4; i++) {
        sem_wait(&b->emptied);
        b->length = strlen(words[i]);
        memcpy(b->text, words[i], b->length);
        sem_post(&b->filled);
    }
    wait(NULL);
    shm_unlink(NAME);
    return 0;
}
