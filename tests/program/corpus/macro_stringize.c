#include <stdio.h>

#define TEXT(x) #x
#define EXPANDED(x) TEXT(x)
#define SIZE 4096

int main(void)
{
    printf("%s\n", TEXT(a + b));
    printf("%s\n", TEXT(  a   +   b  ));
    printf("%s\n", TEXT("quoted\n" '\\'));
    printf("%s\n", TEXT(SIZE));
    printf("%s\n", EXPANDED(SIZE));
    printf("[%s]\n", TEXT());
    return 0;
}
