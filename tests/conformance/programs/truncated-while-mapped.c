// open with O_TRUNC empties a file under its mappings; a new write refills it.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf env;

static void onBus(int signo)
{
    siglongjmp(env, 1);
}

static void look(const char *when, const char *p)
{
    if (sigsetjmp(env, 1))
        printf("%-16s SIGBUS\n", when);
    else
        printf("%-16s %d\n", when, *(volatile const char *)p);
}

int main(void)
{
    signal(SIGBUS, onBus);
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    char block[600];
    for (int i = 0; i < 600; i++)
        block[i] = 65;
    for (int i = 0; i < 10; i++)
        write(fd, block, 600);
    char *s = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (s == MAP_FAILED || p == MAP_FAILED)
        return 1;
    p[10] = 66;
    look("shared", s + 10);
    look("private", p + 10);
    int again = open("f", O_WRONLY | O_TRUNC);
    look("shared", s + 10);
    look("private", p + 10);
    printf("size %ld, position of the first %ld\n", (long)lseek(again, 0, SEEK_END), (long)lseek(fd, 0, SEEK_CUR));
    write(again, "new contents", 12);
    look("shared", s + 10);
    look("private", p + 10);
    look("second page", s + 5000);
    write(fd, "!", 1);
    look("second page", s + 5000);
    look("where written", s + 6000);
    return 0;
}
