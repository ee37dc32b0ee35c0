// A text is collected in a block that realloc makes larger and larger.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char *text = NULL;
    size_t length = 0, room = 0;
    int moves = 0;
    for (int i = 1; i <= 2000; i++) {
        char line[40];
        int n = snprintf(line, sizeof line, "line %d of many\n", i);
        if (length + n + 1 > room) {
            room = room ? room * 2 : 64;
            char *bigger = realloc(text, room);
            if (bigger == NULL) {
                free(text);
                return 1;
            }
            moves++;
            text = bigger;
        }
        memcpy(text + length, line, n + 1);
        length += n;
    }
    printf("%zu characters in %zu bytes after %d calls\n", length, room, moves);
    int lines = 0;
    for (char *p = text; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    printf("%d lines, last one: %s", lines, strrchr(text, 'l'));
    text = realloc(text, 14);
    text[13] = '\0';
    printf("cut: %s\n", text);
    free(text);
    return 0;
}
