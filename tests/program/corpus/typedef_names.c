#include <stdio.h>

typedef unsigned long address, *address_pointer;
typedef int row[4];
typedef int (*operation)(int, int);
typedef struct point point;
struct point { int x, y; };

static int add(int a, int b) { return a + b; }

int main(void)
{
    address a = 5;
    address_pointer p = &a;
    row m[2] = {{1}, {2, 3}};
    operation op = add;
    point q = {7, 8};
    int point = 9;              /* hides the typedef */
    printf("%lu %zu %d %d %d %d\n", *p, sizeof(row), m[1][1], op(2, 3), q.y, point);
    return 0;
}
