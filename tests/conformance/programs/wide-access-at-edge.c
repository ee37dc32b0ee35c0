// Loads and stores of 2, 4 and 8 bytes that begin in a good page and end in a
// bad one. The address reported is the first byte of the bad page.
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>

static sigjmp_buf env;
static char *m;
static volatile long at;

static void handler(int sig, siginfo_t *si, void *ctx)
{
    at = (char *)si->si_addr - m;
    siglongjmp(env, 1);
}

#define TRY(type, offset)                                                  \
    do {                                                                   \
        volatile type *p = (type *)(m + (offset));                         \
        if (sigsetjmp(env, 1) == 0) {                                      \
            *p = (type)0x1122334455667788;                                 \
            printf(#type " at %d: %llx\n", offset, (unsigned long long)*p); \
        } else                                                             \
            printf(#type " at %d: fault at %ld\n", offset, at);            \
    } while (0)

int main(void)
{
    struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &sa, NULL);
    m = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TRY(uint64_t, 4092);
    TRY(uint16_t, 4095);
    mprotect(m + 4096, 4096, PROT_NONE);
    TRY(uint64_t, 4088);
    TRY(uint64_t, 4089);
    TRY(uint32_t, 4092);
    TRY(uint32_t, 4094);
    TRY(uint16_t, 4095);
    TRY(uint8_t, 4095);
    TRY(uint8_t, 4096);
    printf("bytes at the end:");
    for (int i = 4088; i < 4096; i++)
        printf(" %02x", (unsigned char)m[i]);
    printf("\n");
    return 0;
}
