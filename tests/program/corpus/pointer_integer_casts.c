#include <stdio.h>
#include <stdint.h>

int main(void)
{
    int x = 5;
    uintptr_t n = (uintptr_t)&x;
    int *p = (int *)n;
    *p = 6;
    printf("%d %d\n", x, n % sizeof(int) == 0);
    char *odd = (char *)0x1000;
    printf("%lx\n", (unsigned long)(odd + 0x234));
    printf("%p\n", (void *)0x12345);
    printf("%d\n", (int)(long)(void *)42);
    printf("%d\n", (void *)-1 == (void *)~0UL);
    return 0;
}
