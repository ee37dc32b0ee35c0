#include <stdio.h>

int main(void)
{
    int s[] = {[0 ... 3] = 7, 1};
    printf("%zu %d %d\n", sizeof s / sizeof *s, s[3], s[4]);
    switch (s[0]) {
    case 5 ... 9: printf("five to nine\n"); break;
    default: printf("wrong\n");
    }
    return 0;
}
