#include <stdio.h>

int main(void)
{
    char *volatile s = "constant";
    printf("%s\n", s);
    s[0] = 'C';
    printf("never\n");
    return 0;
}
