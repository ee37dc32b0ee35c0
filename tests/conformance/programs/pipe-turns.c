// Parent and child take turns by a byte in two pipes; the text goes through a
// shared page.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int down[2], up[2];

static void pass(int to[2])
{
    write(to[1], "x", 1);
}

static void wait_for(int from[2])
{
    char c;
    if (read(from[0], &c, 1) != 1)
        _exit(1);
}

int main(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED || pipe(down) || pipe(up))
        return 1;
    setbuf(stdout, NULL);
    if (fork() == 0) {
        for (int i = 0; i < 3; i++) {
            wait_for(down);
            printf("child reads: %s\n", page);
            sprintf(page, "answer %d", i);
            pass(up);
        }
        _exit(0);
    }
    const char *questions[] = {"who faults?", "who copies?", "who waits?"};
    for (int i = 0; i < 3; i++) {
        strcpy(page, questions[i]);
        pass(down);
        wait_for(up);
        printf("parent reads: %s\n", page);
    }
    wait(NULL);
    return 0;
}
