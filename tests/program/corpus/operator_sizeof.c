#include <stdio.h>

struct s { char c; int i; char d; };

int main(void)
{
    int a[10], *p = a, i = 0;
    printf("%zu %zu %zu\n", sizeof a, sizeof p, sizeof *p);
    printf("%zu %zu\n", sizeof(struct s), sizeof(struct s[3]));
    printf("%zu %zu %zu\n", sizeof "hello", sizeof 'a', sizeof(char));
    printf("%zu\n", sizeof(i++));
    printf("%d\n", i);
    printf("%zu %zu\n", sizeof(long), sizeof(float));
    printf("%zu\n", sizeof a / sizeof a[0]);
    printf("%zu %zu\n", sizeof(short) + 1, sizeof -(char)1 + 1);
    return 0;
}
