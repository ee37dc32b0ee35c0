#include <stdlib.h>
#include <stdio.h>

static void leave(void) { exit(300); }     /* only 8 bits arrive: 44 */

int main(void)
{
    printf("leaving\n");
    leave();
    printf("never\n");
    return 0;
}
