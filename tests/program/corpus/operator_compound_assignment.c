#include <stdio.h>

static int index_calls;
static int next(void) { return index_calls++; }

int main(void)
{
    int x = 10;
    x += 5; x -= 3; x *= 4; x /= 5; printf("%d\n", x);
    x %= 5; x <<= 3; x |= 1; x ^= 0xff; x &= 0xf0; x >>= 2; printf("%d\n", x);
    char c = 100; c += 20.9; printf("%d\n", c);
    unsigned char u = 200; u += 100; printf("%d\n", u);
    int a[3] = {1, 2, 3};
    a[next()] += 10;            /* the index is worked out once */
    printf("%d %d\n", a[0], index_calls);
    int *p = a; p += 2; printf("%d\n", *p); p -= 1; printf("%d\n", *p);
    int m, n; m = n = 7; printf("%d\n", m + n);
    return 0;
}
