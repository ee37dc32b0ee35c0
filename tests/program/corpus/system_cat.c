#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    FILE *f = fopen("text", "w");
    fputs("needle in a\nhay stack\n", f);
    fclose(f);
    printf("before\n");
    int r = system("cat text");
    printf("%d\n", r);
    system("grep hay text");
    system("cat text | grep needle");
    return 0;
}
