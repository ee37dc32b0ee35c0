#include <stdio.h>

int main(void)
{
    char c = -1;
    unsigned char u = c;
    printf("%d %d\n", c, u);
    printf("%x %x\n", c, u);
    long l = c;
    unsigned long ul = c;
    printf("%ld %lx\n", l, ul);
    ul = (unsigned)c;
    printf("%lx\n", ul);
    int i = u;
    printf("%d\n", i);
    printf("%d\n", '\xff');
    return 0;
}
