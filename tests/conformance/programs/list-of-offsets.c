// A linked list in shared memory whose links are offsets, so that each process may map it anywhere.
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct node {
    unsigned next;
    int value;
};
struct area {
    unsigned head, used;
    char room[8000];
};
#define AT(area, offset) ((struct node *)((char *)(area) + (offset)))

int main(void)
{
    const char *name = "/list-of-offsets";
    shm_unlink(name);
    int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd == -1) {
        perror("shm_open");
        return 1;
    }
    ftruncate(fd, sizeof(struct area));
    struct area *a = mmap(NULL, sizeof *a, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    a->used = offsetof(struct area, room);
    for (int i = 0; i < 10; i++) {
        struct node *n = AT(a, a->used);
        n->value = i * i;
        n->next = a->head;
        a->head = a->used;
        a->used += sizeof *n;
    }
    if (fork() == 0) {
        struct area *b = mmap((void *)0x500000000, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        int sum = 0;
        for (unsigned at = b->head; at; at = AT(b, at)->next)
            sum += AT(b, at)->value;
        struct node *n = AT(b, b->used);
        n->value = sum;
        n->next = b->head;
        b->head = b->used;
        b->used += sizeof *n;
        printf("child at another address: %s, sum %d\n", (void *)a != (void *)b ? "yes" : "no", sum);
        exit(0);
    }
    wait(NULL);
    for (unsigned at = a->head; at; at = AT(a, at)->next)
        printf("%d ", AT(a, at)->value);
    printf("\n");
    shm_unlink(name);
    return 0;
}
