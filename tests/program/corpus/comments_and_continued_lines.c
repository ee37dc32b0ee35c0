#include <stdio.h>

#define LONG_NUMBER 12\
34

int main(void)
{
    int a = 8 /* a comment is a space */ / 2;
    // a comment that goes on \
    a = 100;
    printf("%d %d\n", a, LONG_NUMBER);
    printf("/* not a comment */ // nor this\n");
    printf("one str\
ing\n");
    return 0/**/;
}
