#include <stdio.h>

int main(void)
{
    printf("%c%c%c\n", 'a', 66, '!');
    printf("[%3c][%-3c]\n", 'x', 'y');
    printf("[%s][%10s][%-10s]\n", "", "right", "left");
    printf("%s %s\n", "two", "strings");
    printf("%c", 0);
    printf("after a NUL\n");
    return 0;
}
