// After fork each process has its own value in private memory.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int global = 1;
static char area[3 * 4096];

int main(void)
{
    int *heap = malloc(sizeof *heap);
    char *mapped = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!heap || mapped == MAP_FAILED)
        exit(1);
    *heap = 2;
    int local = 3;
    strcpy(area + 5000, "before");
    for (int i = 0; i < 4; i++)
        mapped[i * 4096] = 'a' + i;
    pid_t pid = fork();
    if (pid == 0) {
        global += 10;
        *heap += 10;
        local += 10;
        strcpy(area + 5000, "child");
        mapped[0] = 'A';
        mapped[2 * 4096] = 'C';
        printf("child:  %d %d %d %s %c%c%c%c\n", global, *heap, local, area + 5000, mapped[0], mapped[4096],
               mapped[8192], mapped[12288]);
        exit(0);
    }
    waitpid(pid, NULL, 0);
    printf("parent: %d %d %d %s %c%c%c%c\n", global, *heap, local, area + 5000, mapped[0], mapped[4096],
           mapped[8192], mapped[12288]);
    mapped[0] = 'P';
    mapped[4096] = 'Q';
    printf("stores after the child: %c%c\n", mapped[0], mapped[4096]);
    return 0;
}
