#include <stdio.h>

int main(void)
{
    printf("%d %d %d %d\n", 'a', '\n', '\0', '\\');
    printf("%d %d %d %d\n", '\x41', '\101', '\'', '"');
    printf("%d %d %d %d\n", '\t', '\a', '\v', '\b');
    printf("%zu\n", sizeof("\x41" "1\0\1234"));
    const char s[] = "\x41" "1\1234";
    for (int i = 0; s[i]; i++)
        printf("%d ", s[i]);
    printf("\n");
    return 'A' - '@';
}
