#include <stdio.h>

static void f(int a[10], char s[static 3])
{
    printf("%zu %zu\n", sizeof a, sizeof s);
    a[1] = 99;
    a++;
    printf("%d %c\n", *a, s[2]);
}

int main(void)
{
    int a[10] = {0};
    char s[] = "xyz";
    printf("%zu %zu\n", sizeof a, sizeof s);
    f(a, s);
    printf("%d\n", a[1]);
    return 0;
}
