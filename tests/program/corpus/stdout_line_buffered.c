#include <stdio.h>
#include <unistd.h>

int main(void)
{
    printf("line\nrest");
    write(1, "<between>\n", 10);
    printf("\n");
    write(1, "<after>\n", 8);
    fprintf(stderr, "e");
    printf("unfinished");
    write(1, "<last>", 6);
    return 0;
}
