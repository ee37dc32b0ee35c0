#include <stdio.h>
#include <errno.h>
#include <string.h>

static void show(void)
{
    FILE *f = fopen("m", "r");
    int c;
    while ((c = fgetc(f)) != EOF) putchar(c);
    putchar('\n');
    fclose(f);
}

int main(void)
{
    FILE *f = fopen("m", "r");
    printf("%d %s\n", f == NULL, strerror(errno));
    f = fopen("m", "w"); fputs("one", f); fclose(f); show();
    f = fopen("m", "a"); fputs("two", f); fclose(f); show();
    f = fopen("m", "r+"); fputs("O", f); fclose(f); show();
    f = fopen("m", "w+"); fputs("new", f); rewind(f); printf("%c\n", fgetc(f)); fclose(f); show();
    f = fopen("m", "wx"); printf("%d\n", f == NULL && errno == EEXIST);
    return 0;
}
