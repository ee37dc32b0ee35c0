#include <stdio.h>
#include <stddef.h>

struct a { char c; long l; char d; };
struct b { char c, d; long l; };
struct c { char x[5]; short s; };
struct d { struct a in; char tail; };

int main(void)
{
    printf("%zu %zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c), sizeof(struct d));
    printf("%zu %zu %zu\n", offsetof(struct a, l), offsetof(struct b, d), offsetof(struct c, s));
    struct a array[2];
    printf("%td\n", (char *)&array[1] - (char *)&array[0]);
    return 0;
}
