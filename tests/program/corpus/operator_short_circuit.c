#include <stdio.h>

static int calls;
static int yes(void) { calls++; return 2; }
static int no(void) { calls += 10; return 0; }

int main(void)
{
    int r;
    r = no() && yes();  printf("%d %d\n", r, calls);
    r = yes() || no();  printf("%d %d\n", r, calls);
    r = yes() && yes(); printf("%d %d\n", r, calls);
    r = no() || no();   printf("%d %d\n", r, calls);
    r = yes() ? 5 : no(); printf("%d %d\n", r, calls);
    int *p = NULL;
    if (p && *p) printf("wrong\n");
    return 0;
}
