#include <stdio.h>
#include <stdlib.h>

static void a(void) { printf("a\n"); }
static void b(void) { printf("b\n"); atexit(a); }
static void c(void) { printf("c"); }

int main(void)
{
    atexit(a);
    atexit(b);
    atexit(c);
    atexit(c);
    printf("main\n");
    return 6;
}
