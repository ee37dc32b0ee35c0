#include <stdio.h>

struct big { int a[10]; char name[8]; };

static struct big change(struct big b)
{
    b.a[3] = 33;
    b.name[0] = 'X';
    return b;
}

int main(void)
{
    struct big one = {{1, 2, 3, 4}, "one"};
    struct big two = change(one);
    printf("%d %s\n", one.a[3], one.name);
    printf("%d %s\n", two.a[3], two.name);
    printf("%d %c\n", change(two).a[1], change(one).name[1]);
    return 0;
}
