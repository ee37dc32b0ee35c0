// Ping and pong by two semaphores in a mapped file.
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct table {
    sem_t turn[2];
    int ball;
};

static void play(struct table *t, int me, const char *sound)
{
    for (int i = 0; i < 4; i++) {
        sem_wait(&t->turn[me]);
        printf("%s %d\n", sound, ++t->ball);
        fflush(stdout);
        sem_post(&t->turn[1 - me]);
    }
}

int main(void)
{
    int fd = open("table", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1 || ftruncate(fd, sizeof(struct table)) == -1) {
        perror("table");
        return 1;
    }
    struct table *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (t == MAP_FAILED)
        return 1;
    sem_init(&t->turn[0], 1, 1);
    sem_init(&t->turn[1], 1, 0);
    if (fork() == 0) {
        play(t, 1, "  pong");
        _exit(0);
    }
    play(t, 0, "ping");
    wait(NULL);
    printf("%d strokes\n", t->ball);
    munmap(t, sizeof *t);
    unlink("table");
    return 0;
}
