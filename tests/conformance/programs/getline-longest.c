// getline reads lines of any length; the longest one and their order are kept.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *line = NULL, *longest = NULL;
    size_t room = 0;
    ssize_t n, most = -1;
    int count = 0;
    char *all[32];
    while ((n = getline(&line, &room, stdin)) != -1) {
        if (n > 0 && line[n - 1] == '\n')
            line[--n] = '\0';
        if (n > most) {
            free(longest);
            longest = strdup(line);
            most = n;
        }
        if (count < 32)
            all[count++] = strdup(line);
    }
    printf("%d lines, the longest has %zd characters: %.20s...\n", count, most, longest);
    for (int i = count - 1; i >= 0; i--) {
        printf("[%.15s]", all[i]);
        free(all[i]);
    }
    printf("\nroom is enough: %s\n", room > (size_t)most ? "yes" : "no");
    free(line);
    free(longest);
    return 0;
}
