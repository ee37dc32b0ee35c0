#include <assert.h>
#include <stdio.h>

_Static_assert(sizeof(int) == 4, "int has four bytes");
static_assert(sizeof(void *) == 8, "a pointer has eight");

int main(void)
{
    _Static_assert((1 << 12) == 4096, "page");
    printf("compiled\n");
    return 0;
}
