#include <stdio.h>

#define ERRORS(X) X(NONE) X(FULL) X(EMPTY)
#define AS_ENUM(name) E_##name,
#define AS_TEXT(name) #name,

enum { ERRORS(AS_ENUM) E_COUNT };
static const char *texts[] = { ERRORS(AS_TEXT) };

int main(void)
{
    for (int i = 0; i < E_COUNT; i++)
        printf("%d %s\n", i, texts[i]);
    return E_EMPTY;
}
