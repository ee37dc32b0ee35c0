// Write-xor-execute: a code cache is writable while filled and executable afterwards, never both.
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf out;
static void caught(int s, siginfo_t *i, void *c)
{
    (void)s, (void)c;
    siglongjmp(out, i->si_code);
}

static const char *store(unsigned char *p)
{
    int code = sigsetjmp(out, 1);
    if (code == 0) {
        *p = 0xc3;
        return "stored";
    }
    return code == SEGV_ACCERR ? "refused (SEGV_ACCERR)" : "refused (SEGV_MAPERR)";
}

int main(void)
{
    struct sigaction sa = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    unsigned char *cache = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("PROT_NONE: %s\n", store(cache));
    mprotect(cache, 4096, PROT_READ | PROT_WRITE);
    printf("first page writable: %s\n", store(cache));
    memset(cache, 0x90, 16);
    cache[16] = 0xc3;
    mprotect(cache, 4096, PROT_READ | PROT_EXEC);
    printf("executable: %s, bytes %02x %02x\n", store(cache), cache[0], cache[16]);
    printf("second page: %s\n", store(cache + 4096));
    mprotect(cache, 8192, PROT_READ | PROT_WRITE);
    printf("both writable: %s, %s\n", store(cache + 1), store(cache + 4096));
    munmap(cache, 8192);
    printf("gone: %s\n", store(cache));
    return 0;
}
