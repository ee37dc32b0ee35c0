// A queue of messages that survives the program: header and messages in one file, mapped again at every opening.
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLOTS 16
#define MAGIC 0x51554555u

typedef struct {
    unsigned magic, first, count;
    char message[SLOTS][56];
} queue_t;

static queue_t *queue_open(const char *name)
{
    int fd = open(name, O_RDWR | O_CREAT, 0644);
    if (fd < 0)
        return NULL;
    struct stat st;
    fstat(fd, &st);
    bool fresh = st.st_size == 0;
    if (fresh && ftruncate(fd, sizeof(queue_t)) < 0)
        return NULL;
    queue_t *q = mmap(NULL, sizeof *q, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (q == MAP_FAILED)
        return NULL;
    if (fresh)
        q->magic = MAGIC;
    else if (q->magic != MAGIC) {
        munmap(q, sizeof *q);
        errno = EINVAL;
        return NULL;
    }
    return q;
}

static bool push(queue_t *q, const char *text)
{
    if (q->count == SLOTS)
        return false;
    strncpy(q->message[(q->first + q->count++) % SLOTS], text, sizeof q->message[0] - 1);
    return true;
}

static bool pop(queue_t *q, char *text)
{
    if (q->count == 0)
        return false;
    strcpy(text, q->message[q->first]);
    q->first = (q->first + 1) % SLOTS;
    q->count--;
    return true;
}

int main(void)
{
    char text[56];
    for (int run = 0; run < 4; run++) {
        queue_t *q = queue_open("queue.dat");
        if (!q) {
            perror("queue.dat");
            return 1;
        }
        for (int i = 0; i < 7; i++) {
            snprintf(text, sizeof text, "run %d message %d", run, i);
            if (!push(q, text))
                printf("full at %s\n", text);
        }
        for (int i = 0; i < 3 && pop(q, text); i++)
            printf("took: %s\n", text);
        printf("left: %u, first at %u\n", q->count, q->first);
        if (msync(q, sizeof *q, MS_SYNC) < 0)
            perror("msync");
        munmap(q, sizeof *q);
    }
    int fd = open("broken.dat", O_RDWR | O_CREAT, 0644);
    write(fd, "not a queue at all", 18);
    ftruncate(fd, sizeof(queue_t));
    close(fd);
    if (!queue_open("broken.dat"))
        perror("broken.dat");
    return 0;
}
