#include <stdio.h>
#include <string.h>

int main(void)
{
    char line[12];
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t n = strlen(line);
        int whole = line[n - 1] == '\n';
        if (whole) line[n - 1] = '\0';
        printf("[%s] %zu %s\n", line, n, whole ? "line" : "part");
    }
    printf("%d\n", feof(stdin) != 0);
    return 0;
}
