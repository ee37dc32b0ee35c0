#include <stdio.h>
#include <unistd.h>

int main(void)
{
    setbuf(stdout, NULL);
    printf("at once ");
    write(1, "first\n", 6);
    putchar('x');
    write(1, "y\n", 2);
    return 0;
}
