#include <stdio.h>

int main(void)
{
    printf("[%5d][%-5d][%05d][%+d][% d]\n", 42, 42, 42, 42, 42);
    printf("[%5d][%-6d][%06d][%+d]\n", -42, -42, -42, -42);
    printf("[%*d][%-*d]\n", 7, 1, 4, 2);
    printf("[%*d]\n", -4, 3);
    printf("[%2d][%1s]\n", 12345, "long");
    return 0;
}
