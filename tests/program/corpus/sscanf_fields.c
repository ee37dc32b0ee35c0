#include <stdio.h>

int main(void)
{
    int a, b, n;
    long l;
    unsigned x;
    char word[10], c;
    n = sscanf("12 -7 word 99999999999", "%d %d %9s %ld", &a, &b, word, &l);
    printf("%d: %d %d %s %ld\n", n, a, b, word, l);
    n = sscanf("ff:z", "%x:%c", &x, &c);
    printf("%d: %u %c\n", n, x, c);
    n = sscanf("5 apples", "%d %d", &a, &b);
    printf("%d: %d\n", n, a);
    n = sscanf("", "%d", &a);
    printf("%d\n", n);
    n = sscanf("1234567", "%3d%*2d%d", &a, &b);
    printf("%d: %d %d\n", n, a, b);
    return 0;
}
