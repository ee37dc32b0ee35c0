// A recursion without end runs out of stack; the handler lives on another one.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char other_stack[32 * 1024];

static void handler(int signo)
{
    static const char text[] = "the stack is used up\n";
    write(STDOUT_FILENO, text, sizeof text - 1);
    _exit(9);
}

static int descend(int depth)
{
    volatile char frame[4000];
    frame[0] = depth;
    frame[3999] = depth;
    if (depth < 0)
        return frame[0];
    return descend(depth + 1) + frame[3999];
}

int main(void)
{
    stack_t ss;
    memset(&ss, 0, sizeof ss);
    ss.ss_sp = other_stack;
    ss.ss_size = sizeof other_stack;
    if (sigaltstack(&ss, NULL) == -1) {
        perror("sigaltstack");
        return 1;
    }
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = handler;
    sa.sa_flags = SA_ONSTACK;
    sigaction(SIGSEGV, &sa, NULL);
    printf("down we go\n");
    fflush(stdout);
    return descend(0);
}
