#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry { char name[8]; int value; };
static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

int main(void)
{
    struct entry t[] = {{"mmap", 1}, {"brk", 2}, {"fork", 3}, {"read", 4}};
    qsort(t, 4, sizeof t[0], by_name);
    for (int i = 0; i < 4; i++) printf("%s=%d ", t[i].name, t[i].value);
    struct entry key = {"fork"}, none = {"zzz"};
    struct entry *found = bsearch(&key, t, 4, sizeof t[0], by_name);
    printf("%d %d\n", found->value, bsearch(&none, t, 4, sizeof t[0], by_name) == NULL);
    return 0;
}
