#include <stdio.h>

int counter;
static char buffer[5000];
char *pointer;
double real;
struct { int a; char *s; } record;
int table[4] = {1, [3] = 4};
int *into = &table[3];
const char *names[] = {"a", "b", NULL};

int main(void)
{
    long sum = 0;
    for (int i = 0; i < 5000; i++) sum += buffer[i];
    printf("%d %ld %d %g %d\n", counter, sum, pointer == NULL, real, record.a);
    printf("%d %d %s\n", *into, table[1], names[1]);
    buffer[4999] = 1;
    counter++;
    printf("%d %d\n", counter, buffer[4999]);
    return 0;
}
