#include <stdio.h>

static int odd(int n);
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static long depth(long n) { char local[64]; local[n % 64] = 1; return n == 0 ? 0 : local[n % 64] + depth(n - 1); }

int main(void)
{
    printf("%d %d\n", even(100), odd(101));
    printf("%ld\n", depth(5000));
    return 0;
}
