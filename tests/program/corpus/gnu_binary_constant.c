#include <stdio.h>

int main(void)
{
    printf("%d %u %d\n", 0b101, 0B1111u, '\e');
    return 0;
}
