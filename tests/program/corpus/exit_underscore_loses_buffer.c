#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void at_exit(void) { printf("not called\n"); }

int main(void)
{
    atexit(at_exit);
    printf("whole line\nlost");
    _exit(3);
}
