#include <stdio.h>

#define SIZE 4096
#define PAGES 3
#define TOTAL (SIZE * PAGES)
#define GREETING "hello"

int main(void)
{
    int SIZE_ = 1;      /* a longer name is another name */
    printf("%d %d %s\n", TOTAL, SIZE_, GREETING);
    printf("SIZE is not replaced inside a string\n");
    return TOTAL == 12288 ? 0 : 1;
}
