#include <stdio.h>

#define NEGATE(sign, x) sign x
#define NOTHING
#define PAIR(a, b) #a "|" #b

int main(void)
{
    printf("%d %d\n", NEGATE(, 5), NEGATE(-, 5));
    printf("%d\n", NOTHING 3 NOTHING);
    printf("%s %s\n", PAIR(, x), PAIR(y, ));
    return 0;
}
