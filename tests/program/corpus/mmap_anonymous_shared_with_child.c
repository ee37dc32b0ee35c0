#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int *s = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *s = *p = 1;
    if (fork() == 0) {
        *s += 10;
        *p += 10;
        _exit(*p);
    }
    int status;
    wait(&status);
    printf("%d %d %d\n", *s, *p, WEXITSTATUS(status));
    return 0;
}
