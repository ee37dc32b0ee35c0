#include <stdio.h>
#include <stddef.h>
#include <stdalign.h>

struct s { char c; double d; short h; int i; char last[3]; };

int main(void)
{
    printf("%zu %zu %zu %zu %zu\n", offsetof(struct s, c), offsetof(struct s, d),
           offsetof(struct s, h), offsetof(struct s, i), offsetof(struct s, last));
    printf("%zu %zu\n", sizeof(struct s), alignof(struct s));
    printf("%zu %zu %zu %zu\n", _Alignof(char), _Alignof(short), _Alignof(int), _Alignof(void *));
    printf("%zu\n", offsetof(struct s, last[2]));
    return 0;
}
