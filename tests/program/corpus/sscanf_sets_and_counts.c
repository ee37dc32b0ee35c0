#include <stdio.h>

int main(void)
{
    char key[16], value[16];
    int at = 0, base;
    int n = sscanf("name=some text;rest", "%15[^=]=%15[^;]%n", key, value, &at);
    printf("%d [%s] [%s] %d\n", n, key, value, at);
    n = sscanf("abc123", "%15[a-z]", key);
    printf("%d [%s]\n", n, key);
    n = sscanf("0x1f 017", "%i %i", &base, &at);
    printf("%d %d %d\n", n, base, at);
    n = sscanf("77%", "%d%%", &at);
    printf("%d %d\n", n, at);
    return 0;
}
