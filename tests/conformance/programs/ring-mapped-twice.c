// A ring buffer whose pages are mapped twice in a row: no message wraps.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 4096UL

static void die(const char *m)
{
    perror(m);
    exit(1);
}

int main(void)
{
    int fd = memfd_create("ring", 0);
    if (fd == -1 || ftruncate(fd, SIZE) == -1)
        die("memfd_create");
    char *ring = mmap(NULL, 2 * SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 2; i++)
        if (mmap(ring + i * SIZE, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
            die("mmap");
    close(fd);

    unsigned long head = 0, tail = 0;
    int sent = 0, received = 0, wrapped = 0;
    while (received < 200) {
        char text[64];
        int n = sprintf(text, "message %d of this ring buffer", sent) + 1;
        while (sent < 200 && SIZE - (head - tail) >= (unsigned)n) {
            memcpy(ring + head % SIZE, text, n);
            wrapped += head % SIZE + n > SIZE;
            head += n;
            n = sprintf(text, "message %d of this ring buffer", ++sent) + 1;
        }
        while (tail != head) {
            const char *m = ring + tail % SIZE;
            if (atoi(m + 8) != received)
                printf("lost %d\n", received);
            received++;
            tail += strlen(m) + 1;
        }
    }
    printf("%d sent, %d received, %d over the edge, %lu bytes\n", sent, received, wrapped, tail);
    ring[5] = '!';
    printf("twice the same: %c %c\n", ring[5], ring[SIZE + 5]);
    return 0;
}
