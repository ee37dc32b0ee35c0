// sem_timedwait gives up after a while; sem_trywait at once; sem_getvalue tells what is left.
#include <errno.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct timespec in(int ms)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_nsec += ms * 1000000L;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

int main(void)
{
    sem_t *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(s, 1, 1);
    int value;
    sem_getvalue(s, &value);
    printf("value %d\n", value);
    printf("trywait: %d\n", sem_trywait(s));
    printf("trywait: %s\n", sem_trywait(s) == -1 ? strerror(errno) : "got it");
    struct timespec until = in(30);
    printf("timedwait: %s\n", sem_timedwait(s, &until) == -1 ? strerror(errno) : "got it");
    if (fork() == 0) {
        usleep(20000);
        sem_post(s);
        _exit(0);
    }
    until = in(3000);
    printf("timedwait: %s\n", sem_timedwait(s, &until) == -1 ? strerror(errno) : "got it");
    wait(NULL);
    until.tv_nsec = -1;
    printf("bad time: %s\n", sem_timedwait(s, &until) == -1 ? strerror(errno) : "got it");
    sem_post(s);
    sem_post(s);
    sem_getvalue(s, &value);
    printf("value %d\n", value);
    sem_destroy(s);
    return 0;
}
