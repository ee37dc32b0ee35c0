/* Linkage, tentative definitions, block-scope extern and static, shadowing, initialisers with addresses. */
#include <stdio.h>
int tentative; int tentative; int tentative = 5; extern int tentative;
static int counter(void) { static int n = 10; static int *p = &n; return (*p)++ + n; }
extern int later; static int forward(int);
int *address = &later + 0, array[] = {1, 2, 3, [6] = 9, 8};
int *into = array + 2, **twice = &into; int later = 77;
const char *names[] = {"zero", "one", [4] = "four"}; char text[] = "abc", four[4] = "abcd";
struct point { int x, y; } points[] = {{1}, {.y = 2}, [3] = {5, 6}}, *last = &points[3];
struct { char tag; union { long n; double d; char s[8]; } u[2]; } nested = {'t', {{.d = 1.5}, {.s = "hi"}}};
int (*operations[])(int) = {forward, NULL, &forward}; void *self = &self;
long difference = (char *)&points[2] - (char *)&points[0];
enum { A = 3, B, C = B * 2 + A, D = sizeof(array) / sizeof *array }; int sized[C] = {[B] = 1};
int main(void)
{
    extern int tentative; int later = 1; { extern int later; printf("%d ", later); } printf("%d %d\n", later, tentative);
    for (int i = 0; i < 3; i++) printf("%d ", counter()); printf("%d %d %d\n", *address, *into, **twice);
    printf("%zu %d %d %s %d\n", sizeof array / sizeof *array, array[6], array[7], names[4], names[3] == NULL);
    printf("%zu %zu %.4s %d %d\n", sizeof text, sizeof four, four, last->y, points[1].y);
    printf("%c %g %s %d %d\n", nested.tag, nested.u[0].d, nested.u[1].s, operations[2](20), self == &self);
    printf("%ld %d %d %zu %d\n", difference, C, D, sizeof sized, sized[4]);
    int x = 1; { int x = 2; { int x = 3; x++; } x++; printf("%d ", x); } printf("%d\n", x);
    return 0;
}
static int forward(int n) { return n ? n + forward(n - 1) : 0; }
