#include <stdio.h>

#define LEVEL 1
static int first(void) { return LEVEL; }
#undef LEVEL
#undef NEVER_DEFINED
#define LEVEL 2
static int second(void) { return LEVEL; }
#undef LEVEL

int main(void)
{
    int LEVEL = 3;
    printf("%d %d %d\n", first(), second(), LEVEL);
    return 0;
}
