#include <stdio.h>

int main(void)
{
    int tries = 0;
again:
    tries++;
    if (tries < 4)
        goto again;
    printf("%d\n", tries);
    return tries;
}
