#include <stdio.h>

#define A
#define B 0

int main(void)
{
#if defined A && defined(B) && !defined C
    printf("A and B\n");
#endif
#if defined(C) || (defined(A) && B)
    printf("wrong\n");
#else
    printf("neither\n");
#endif
    return 0;
}
