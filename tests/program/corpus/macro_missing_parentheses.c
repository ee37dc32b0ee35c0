#include <stdio.h>

#define SUM a + b
#define DOUBLE(x) x + x

int main(void)
{
    int a = 2, b = 3;
    printf("%d\n", SUM * 4);         /* 2 + 3 * 4 */
    printf("%d\n", 10 * DOUBLE(2));  /* 10 * 2 + 2 */
    return 0;
}
