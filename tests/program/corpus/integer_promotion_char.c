#include <stdio.h>

int main(void)
{
    unsigned char a = 200, b = 100;
    printf("%d\n", a + b);
    a += b;
    printf("%d\n", a);
    char c = 127;
    c++;
    printf("%d\n", c);
    unsigned char z = 0;
    printf("%d %d\n", ~z, (unsigned char)~z == 255);
    short s = -1;
    unsigned short u = -1;
    printf("%d %d\n", s == u, s < u);
    printf("%zu\n", sizeof(a + b));
    printf("%zu\n", sizeof(+a));
    return 0;
}
