#include <stdio.h>

#define ITEM(name, value) name = value,
enum colour {
#include "include_list_of_items.h"
};
#undef ITEM

#define ITEM(name, value) {#name, value},
static const struct { const char *name; int value; } table[] = {
#include "include_list_of_items.h"
};
#undef ITEM

int main(void)
{
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        printf("%s %d\n", table[i].name, table[i].value);
    return BLUE;
}
