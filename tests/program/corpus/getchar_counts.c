#include <stdio.h>

int main(void)
{
    int c, lines = 0, characters = 0, last = 0;
    while ((c = getchar()) != EOF) {
        characters++;
        if (c == '\n') lines++;
        last = c;
    }
    printf("%d %d %c\n", lines, characters, last);
    printf("%d %d\n", feof(stdin) != 0, ferror(stdin) != 0);
    return 0;
}
