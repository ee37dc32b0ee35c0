#include "include_guard.h"
#include <stdio.h>
#include "include_guard.h"

int main(void)
{
    struct guarded g = {5};
    printf("%d %d\n", g.value, GUARDED_TWICE);
    return 0;
}
