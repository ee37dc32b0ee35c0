#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t n;
    while ((n = getline(&line, &size, stdin)) != -1)
        printf("%zd %s%s", n, line, line[n - 1] == '\n' ? "" : "|\n");
    printf("%d %d\n", size > 0, line != NULL);
    free(line);
    return 0;
}
