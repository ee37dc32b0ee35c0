#include <stdio.h>
#include <string.h>

int main(void)
{
    const char *words[] = {"pear", "apple", "fig", "banana"};
    int n = sizeof words / sizeof *words;
    for (int i = 0; i < n; i++)
        for (const char **p = words; p < words + n - 1 - i; p++)
            if (strcmp(p[0], p[1]) > 0) {
                const char *t = p[0];
                p[0] = p[1];
                p[1] = t;
            }
    for (int i = 0; i < n; i++) printf("%s ", words[i]);
    printf("\n");
    return 0;
}
