// Makes four mistakes with mappings and survives them. A handler for SIGSEGV
// and SIGBUS is told what happened: the signal, a code that says why, and
// the address. It then jumps back to the place where sigsetjmp was called,
// and the program goes on with the next case.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

static sigjmp_buf before;
static volatile int signal_number, signal_code;
static char *volatile address;

static void handler(int number, siginfo_t *info, void *context)
{
    (void)context;
    signal_number = number;
    signal_code = info->si_code;
    address = info->si_addr;
    siglongjmp(before, 1);      // returning would only repeat the access
}

static const char *code_name(int number, int code)
{
    if (number == SIGSEGV && code == SEGV_MAPERR)
        return "SEGV_MAPERR";   // no mapping at this address
    if (number == SIGSEGV && code == SEGV_ACCERR)
        return "SEGV_ACCERR";   // a mapping, but it forbids the access
    if (number == SIGBUS && code == BUS_ADRERR)
        return "BUS_ADRERR";    // a mapping, but no page of the file
    return "another code";
}

static void attempt(const char *what, volatile char *base, long offset, int store)
{
    if (sigsetjmp(before, 1) == 0) {
        if (store)
            base[offset] = 'x';
        else
            (void)base[offset];
        printf("%s: nothing happened\n", what);
        return;
    }
    printf("%s: %s, %s, offset %ld\n", what,
           signal_number == SIGSEGV ? "SIGSEGV" : "SIGBUS",
           code_name(signal_number, signal_code),
           (long)(address - (char *)base));
}

int main(void)
{
    // SA_SIGINFO: the handler gets three arguments.
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);

    int fd = open("ten.txt", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || write(fd, "0123456789", 10) != 10) {
        perror("ten.txt");
        return 1;
    }
    char *p = mmap(NULL, 3 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    munmap(p + 2 * PAGE, PAGE);

    attempt("load inside the file", p, 7, 0);
    attempt("store to a read-only page", p, 7, 1);
    attempt("load behind the end of the file", p, PAGE + 5, 0);
    attempt("load after munmap", p, 2 * PAGE + 3, 0);
    mprotect(p, PAGE, PROT_NONE);
    attempt("load without any permission", p, 0, 0);
    return 0;
}
