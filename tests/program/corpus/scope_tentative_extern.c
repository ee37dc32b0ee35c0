#include <stdio.h>

extern int later;
int shared;
int shared;
int shared = 8;

static int f(void);

int main(void)
{
    extern int f2(int);
    printf("%d %d %d %d\n", later, shared, f(), f2(4));
    return 0;
}

int later = 5;
static int f(void) { return later + shared; }
int f2(int x) { return x * x; }
