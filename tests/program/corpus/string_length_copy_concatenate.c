#include <stdio.h>
#include <string.h>

int main(void)
{
    char b[32] = "start";
    printf("%zu %zu\n", strlen(b), strlen(""));
    strcpy(b + 5, "ed");
    strcat(b, " late");
    strncat(b, "rxyz", 1);
    printf("%s\n", b);
    char *returned = strcpy(b, "x");
    printf("%s %d\n", returned, returned == b);
    char n[6] = "zzzzz";
    strncpy(n, "ab", 4);
    printf("%s %d %c\n", n, n[3], n[4]);
    strncpy(n, "abcdefgh", 3);
    printf("%.3s%d\n", n, n[3]);
    printf("%zu %zu\n", strnlen("abcdef", 4), strnlen("ab", 4));
    return 0;
}
