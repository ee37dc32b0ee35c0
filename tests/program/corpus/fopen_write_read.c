#include <stdio.h>

int main(void)
{
    FILE *f = fopen("data.txt", "w");
    fprintf(f, "%d %s\n", 12, "twelve");
    fputs("second\n", f);
    fclose(f);

    f = fopen("data.txt", "r");
    char line[32];
    while (fgets(line, sizeof line, f))
        fputs(line, stdout);
    fclose(f);

    f = fopen("data.txt", "r");
    int n;
    char word[16];
    int got = fscanf(f, "%d %15s", &n, word);
    printf("%d %d %s\n", got, n, word);
    fclose(f);
    return 0;
}
