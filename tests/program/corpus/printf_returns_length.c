#include <stdio.h>

int main(void)
{
    int n = printf("12345\n");
    printf("%d\n", n);
    n = printf("%d-%s\n", 100, "abc");
    printf("%d\n", n);
    printf("%d\n", printf(""));
    int so_far = 0;
    printf("four%n and more\n", &so_far);
    printf("%d\n", so_far);
    return 0;
}
