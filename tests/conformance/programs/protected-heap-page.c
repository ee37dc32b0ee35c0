// A page-aligned buffer from posix_memalign; its middle page is protected and
// a pointer walks into it.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *buffer;

static void onFault(int sig, siginfo_t *si, void *context)
{
    long offset = (char *)si->si_addr - buffer;
    printf("signal %s at offset %ld of the buffer\n", si->si_code == SEGV_ACCERR ? "SEGV_ACCERR" : "other", offset);
    exit(3);
}

int main(void)
{
    int page = sysconf(_SC_PAGE_SIZE);
    int e = posix_memalign((void **)&buffer, 3, 100);
    printf("alignment 3: %s\n", strerror(e));
    e = posix_memalign((void **)&buffer, page, 4 * page);
    if (e) {
        printf("%s\n", strerror(e));
        return 1;
    }
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_flags = SA_SIGINFO;
    sa.sa_sigaction = onFault;
    if (sigaction(SIGSEGV, &sa, NULL) == -1)
        return 1;
    if (mprotect(buffer + page * 2, page, PROT_READ) == -1) {
        perror("mprotect");
        return 1;
    }
    for (volatile char *p = buffer;; p++)
        *p = 'x';
}
