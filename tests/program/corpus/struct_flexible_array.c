#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message { int length; char text[]; };

int main(void)
{
    const char *s = "flexible";
    struct message *m = malloc(sizeof *m + strlen(s) + 1);
    m->length = strlen(s);
    strcpy(m->text, s);
    printf("%zu %d %s\n", sizeof *m, m->length, m->text);
    printf("%td\n", m->text - (char *)m);
    free(m);
    return 0;
}
