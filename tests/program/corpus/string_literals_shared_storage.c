#include <stdio.h>

int main(void)
{
    const char *s = "abc";
    printf("%c %c %c\n", s[1], "xyz"[2], *("pq" + 1));
    printf("%d\n", s[3]);
    for (const char *p = "count"; *p; p++)
        printf("%c-", *p);
    printf("\n");
    return 0;
}
