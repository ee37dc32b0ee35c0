/* Structs by value: arguments, results, nested, in arrays, compound literals, assignment chains, comparison by parts. */
#include <stdio.h>
#include <string.h>
typedef struct { double x, y; } V;
typedef struct { V at, size; char name[7]; } Box;
struct big { int a[50]; };
static V add(V a, V b) { return (V){a.x + b.x, a.y + b.y}; }
static V scale(V a, double k) { a.x *= k; a.y *= k; return a; }
static Box grow(Box b, double k) { b.size = scale(b.size, k); strcat(b.name, "+"); return b; }
static struct big fill(struct big b, int n) { for (int i = 0; i < 50; i++) b.a[i] += n * i; return b; }
static int sum(struct big b) { int s = 0; for (int i = 0; i < 50; i++) s += b.a[i]; return s; }
static struct pair { char c; short s; } swap(struct pair p) { return (struct pair){p.s, p.c}; }
static V (*const table[])(V, V) = {add};
int main(void)
{
    Box b = {{1, 2}, {3, 4}, "box"}, c, *p = &c; c = grow(grow(b, 2), 1.5);
    printf("%s %g %g | %s %g %g\n", b.name, b.size.x, b.size.y, p->name, p->size.x, c.size.y);
    printf("%g %g\n", add(b.at, scale((V){.y = 1}, 10)).y, table[0](b.at, b.size).x);
    Box many[3] = {b, c, grow(c, 0)}; many[0] = many[2]; printf("%s %g\n", many[0].name, many[0].size.x);
    struct big x = {{1}}, y, z; z = y = fill(x, 2); printf("%d %d %d\n", sum(x), sum(z), sum(fill(fill(y, 1), -3)));
    printf("%d %d\n", swap((struct pair){'A', 'z'}).c, swap(swap((struct pair){1, 2})).s);
    V *q = (V[]){{1, 1}, {2, 2}, {3, 3}}; *q = q[2]; printf("%g %g\n", q->x, (q + 1)->y);
    printf("%d\n", memcmp(&b.at, &(V){1, 2}, sizeof(V)) == 0);
    V v = (1 ? b.at : b.size), *r = &(V){9, 8}; printf("%g %g %zu\n", v.x, r->y, sizeof(Box));
    return add(v, *r).x == 10 ? 0 : 1;
}
