#include <stdio.h>

int main(void)
{
    printf("%p %p\n", (void *)0x1000, (void *)0xabc);
    printf("%p\n", NULL);
    printf("[%10p][%-10p]\n", (void *)0x12, (void *)0x34);
    return 0;
}
