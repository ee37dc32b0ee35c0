// Four children raise one counter; a semaphore makes the raises whole.
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    sem_t lock;
    int counter;
    int per_child[4];
} Shared;

int main(void)
{
    Shared *s = mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED)
        return 1;
    sem_init(&s->lock, 1, 1);
    for (int c = 0; c < 4; c++) {
        pid_t pid = fork();
        if (pid == -1) {
            perror("fork");
            return 1;
        }
        if (pid == 0) {
            for (int i = 0; i < 10 + c; i++) {
                sem_wait(&s->lock);
                int now = s->counter;
                s->per_child[c]++;
                s->counter = now + 1;
                sem_post(&s->lock);
            }
            _exit(0);
        }
    }
    for (int c = 0; c < 4; c++)
        wait(NULL);
    printf("%d =", s->counter);
    for (int c = 0; c < 4; c++)
        printf(" %d", s->per_child[c]);
    printf("\n");
    printf("trywait: %d\n", sem_trywait(&s->lock));
    printf("again: %d\n", sem_trywait(&s->lock));
    return 0;
}
