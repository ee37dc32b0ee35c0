#include <stdio.h>
#include <errno.h>

int main(void)
{
    FILE *f = fopen("a", "w"); fputs("A", f); fclose(f);
    f = fopen("b", "w"); fputs("B", f); fclose(f);
    printf("%d\n", rename("a", "b"));
    f = fopen("b", "r"); printf("%c\n", fgetc(f)); fclose(f);
    int gone = fopen("a", "r") == NULL;
    printf("%d %d\n", gone, errno == ENOENT);
    printf("%d\n", remove("b"));
    int again = remove("b");
    printf("%d %d\n", again, errno == ENOENT);
    return 0;
}
