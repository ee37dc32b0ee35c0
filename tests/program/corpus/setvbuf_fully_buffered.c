#include <stdio.h>
#include <unistd.h>

static char buffer[1000];

int main(void)
{
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    printf("a line\n");
    write(1, "earlier\n", 8);
    printf("more\n");
    return 0;
}
