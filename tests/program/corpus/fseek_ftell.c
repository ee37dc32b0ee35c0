#include <stdio.h>

int main(void)
{
    FILE *f = fopen("f", "w+");
    fputs("0123456789", f);
    printf("%ld\n", ftell(f));
    fseek(f, 3, SEEK_SET);
    int c = fgetc(f);
    printf("%c %ld\n", c, ftell(f));
    fseek(f, -2, SEEK_END);
    printf("%c\n", fgetc(f));
    fseek(f, -5, SEEK_CUR);
    printf("%c\n", fgetc(f));
    rewind(f);
    printf("%c\n", fgetc(f));
    fseek(f, 0, SEEK_END);
    c = fgetc(f);
    printf("%d %d\n", c, feof(f) != 0);
    fseek(f, 0, SEEK_SET);
    printf("%d\n", feof(f) != 0);
    fclose(f);
    return 0;
}
