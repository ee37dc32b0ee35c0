#include <stdio.h>
#include <unistd.h>

int main(void)
{
    printf("buffered ");
    write(1, "first\n", 6);
    fflush(stdout);
    printf("flushed ");
    fflush(stdout);
    write(1, "second\n", 7);
    printf("flushed by NULL ");
    fflush(NULL);
    write(1, "third\n", 6);
    return 0;
}
