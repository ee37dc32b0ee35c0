#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *volatile buffer;
static void handler(int n, siginfo_t *info, void *c)
{
    dprintf(1, "page %ld\n", (long)((char *)info->si_addr - buffer) / 4096);
    _exit(2);
}

int main(void)
{
    struct sigaction a = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &a, NULL);
    buffer = memalign(4096, 4 * 4096);
    mprotect(buffer + 2 * 4096, 4096, PROT_READ);
    for (volatile char *p = buffer; ; p++)
        *p = 'a';
}
