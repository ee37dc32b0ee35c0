#include <stdio.h>

int main(void)
{
    puts("a line");
    int c = putchar('x');
    putc('y', stdout);
    fputc('\n', stdout);
    fputs("no newline added", stdout);
    puts("");
    int comma = putchar(300);       /* cut to an unsigned char */
    printf(" %d %d\n", c, comma);
    return 0;
}
