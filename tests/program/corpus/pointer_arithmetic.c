#include <stdio.h>

int main(void)
{
    int a[] = {10, 20, 30, 40};
    int *p = a + 1;
    printf("%d %d %d\n", *p, p[1], p[-1]);
    printf("%d %d\n", *(a + 3), 2[a]);
    p += 2;
    printf("%d\n", *p);
    char *bytes = (char *)a;
    printf("%d\n", *(int *)(bytes + 4));
    printf("%d\n", *&a[2]);
    for (p = a; p < a + 4; p++)
        printf("%d ", *p);
    printf("\n");
    return 0;
}
