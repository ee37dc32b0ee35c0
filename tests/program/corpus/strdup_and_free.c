#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *a = strdup("original"), *b = strndup(a, 4);
    a[0] = 'O';
    printf("%s %s %d\n", a, b, a != b);
    free(a);
    free(b);
    free(NULL);
    return 0;
}
