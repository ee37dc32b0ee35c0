// Children touch memory in forbidden ways; the parent reports how they ended
// and finds its own memory as it was.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char *memory;

static void store_read_only(void) { *(volatile char *)memory = 'x'; }
static void load_none(void) { (void)*(volatile char *)(memory + 4096); }
static void load_unmapped(void) { munmap(memory + 8192, 4096); (void)*(volatile char *)(memory + 8192); }
static void store_literal(void) { *(volatile char *)"literal" = 'L'; }
static void reopen(void) { mprotect(memory, 3 * 4096, PROT_READ | PROT_WRITE); memset(memory, 'c', 3 * 4096); }

int main(void)
{
    const struct {
        const char *name;
        void (*act)(void);
    } acts[] = {{"store to read-only", store_read_only}, {"load without access", load_none},
                {"load after munmap", load_unmapped},    {"store to a literal", store_literal},
                {"open it, then store", reopen}};
    memory = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 3; i++)
        memory[i * 4096] = 'p';
    mprotect(memory, 4096, PROT_READ);
    mprotect(memory + 4096, 4096, PROT_NONE);
    for (int i = 0; i < 5; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            acts[i].act();
            _exit(0);
        }
        int status;
        waitpid(pid, &status, 0);
        printf("%-20s %s\n", acts[i].name,
               WIFSIGNALED(status) ? WTERMSIG(status) == SIGSEGV ? "SIGSEGV" : "another signal" : "no fault");
    }
    mprotect(memory, 3 * 4096, PROT_READ);
    printf("%c%c%c\n", memory[0], memory[4096], memory[8192]);
    return 0;
}
