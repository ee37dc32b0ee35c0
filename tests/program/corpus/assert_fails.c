#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void handler(int n) { write(1, "aborted\n", 8); _exit(n == SIGABRT ? 9 : 1); }

int main(void)
{
    signal(SIGABRT, handler);
    close(2);                   /* its message names this program */
    int x = 3;
    assert(x == 3);
    assert(x > 5);
    printf("never\n");
    return 0;
}
