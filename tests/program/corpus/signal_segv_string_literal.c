#include <stdio.h>

int main(void)
{
    volatile char *volatile s = "constant";
    printf("%s\n", (char *)s);
    s[0] = 'C';
    printf("never\n");
    return 0;
}
