#include <stdio.h>

int main(void)
{
    int i = 1;
    printf("%zu\n", sizeof(i ? 1 : 2L));
    printf("%g\n", i ? 1 : 2.5);
    printf("%zu\n", sizeof(i ? (char)1 : (char)2));
    printf("%d\n", (i ? -1 : 0u) > 0);
    const char *s = i ? "yes" : NULL;
    printf("%s\n", s);
    *(i ? &i : NULL) = 4;
    printf("%d\n", i);
    return 0;
}
