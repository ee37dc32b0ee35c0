#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    FILE *f = fopen("lines", "w");
    fputs("alpha\nbeta\n\ngamma", f);
    fclose(f);
    f = fopen("lines", "r");
    char *line = NULL;
    size_t n = 0;
    int number = 0;
    while (getline(&line, &n, f) > 0) {
        line[strcspn(line, "\n")] = '\0';
        printf("%d [%s]\n", ++number, line);
    }
    free(line);
    fclose(f);
    return number;
}
