/* fork and memory: globals, statics, locals, heap, private and shared mappings, before and after. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int global = 1;
static int in_bss;
const char *text = "text";

static void show(const char *who, int local, const int *heap, const int *private, const int *shared)
{
    static int calls;
    printf("%-7s global %d bss %d local %d heap %d private %d shared %d calls %d %s\n", who, global, in_bss, local,
           *heap, *private, *shared, ++calls, text);
    fflush(stdout);
}

static int change(int by, int *local, int *heap, int *private, int *shared)
{
    global += by;
    in_bss += by;
    *local += by;
    *heap += by;
    *private += by;
    *shared += by;
    text = by > 1 ? "more" : "less";
    return by;
}

int main(void)
{
    int local = 1, *heap = malloc(sizeof *heap);
    int *private = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *heap = *private = *shared = 1;
    show("before", local, heap, private, shared);
    pid_t pid = fork();
    if (pid == 0) {
        change(10, &local, heap, private, shared);
        show("child", local, heap, private, shared);
        pid_t grand = fork();
        if (grand == 0) {
            change(100, &local, heap, private, shared);
            show("grand", local, heap, private, shared);
            _exit(change(1, &local, heap, private, shared));
        }
        int status;
        waitpid(grand, &status, 0);
        show("child", local, heap, private, shared);
        exit(WEXITSTATUS(status) + 1);
    }
    int status;
    waitpid(pid, &status, 0);
    show("parent", local, heap, private, shared);
    return WEXITSTATUS(status);
}
