#define NDEBUG
#include <assert.h>
#include <stdio.h>

int main(void)
{
    int evaluated = 0;
    assert(evaluated++ == 77);
    printf("%d\n", evaluated);
#undef NDEBUG
#include <assert.h>
    assert(evaluated++ == 0);
    printf("%d\n", evaluated);
    return 0;
}
