// A mapping longer than its file: pages become usable as the file grows.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
static sigjmp_buf again;

static void onBus(int number)
{
    siglongjmp(again, 1);
}

static int usable(char *p)
{
    if (sigsetjmp(again, 1))
        return 0;
    *(volatile char *)p += 1;
    return 1;
}

int main(void)
{
    signal(SIGBUS, onBus);
    int fd = open("grows", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char *m = mmap(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    long sizes[] = {0, 1, PAGE, PAGE + 1, 3 * PAGE, 6 * PAGE};
    for (int s = 0; s < 6; s++) {
        if (ftruncate(fd, sizes[s]) == -1)
            perror("ftruncate");
        printf("%6ld bytes: ", sizes[s]);
        for (int i = 0; i < 6; i++)
            putchar(usable(m + i * PAGE) ? '#' : '.');
        putchar('\n');
    }
    for (int i = 0; i < 6; i++)
        printf("%d ", m[i * PAGE]);
    printf("\n");
    return 0;
}
