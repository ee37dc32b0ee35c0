// Shared anonymous beside private anonymous memory, seen from a grandchild.
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *map(int type)
{
    int *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, type | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

int main(void)
{
    int *shared = map(MAP_SHARED), *private = map(MAP_PRIVATE);
    if (!shared || !private)
        return 1;
    shared[0] = private[0] = 1;
    if (fork() == 0) {
        shared[0] *= 10;
        private[0] *= 10;
        shared[1024] = private[1024] = 5;
        if (fork() == 0) {
            shared[0] += 7;
            private[0] += 7;
            shared[1025] = private[1024] + private[0];
            munmap(shared, 4096);
            _exit(0);
        }
        wait(NULL);
        shared[1026] = private[0];
        _exit(0);
    }
    wait(NULL);
    printf("shared %d, %d %d %d\n", shared[0], shared[1024], shared[1025], shared[1026]);
    printf("private %d, %d %d\n", private[0], private[1024], private[1025]);
    return 0;
}
