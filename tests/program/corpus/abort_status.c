#include <stdio.h>
#include <stdlib.h>

static void at_exit(void) { printf("not called\n"); }

int main(void)
{
    atexit(at_exit);
    printf("before abort\n");
    abort();
}
