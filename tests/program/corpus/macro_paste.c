#include <stdio.h>

#define JOIN(a, b) a ## b
#define NAME(n) counter_ ## n
#define XJOIN(a, b) JOIN(a, b)
#define TEN 10

int main(void)
{
    int counter_one = 1, counter_two = 2;
    int x10 = 5, xTEN = 6;
    NAME(one) += NAME(two);
    printf("%d %d\n", counter_one, JOIN(4, 2));
    printf("%d %d\n", XJOIN(x, TEN), JOIN(x, TEN));
    return 0;
}
