#include <stdio.h>
#include <string.h>
#include <strings.h>

static int sign(int x) { return (x > 0) - (x < 0); }

int main(void)
{
    printf("%d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("a", "a"));
    printf("%d %d\n", sign(strcmp("abc", "ab")), sign(strcmp("", "a")));
    printf("%d %d\n", strncmp("abcX", "abcY", 3), sign(strncmp("abcX", "abcY", 4)));
    printf("%d\n", sign(strcmp("\xff", "a")));
    printf("%d %d\n", strcasecmp("Page", "pAGE"), sign(memcmp("a\0b", "a\0c", 3)));
    return 0;
}
