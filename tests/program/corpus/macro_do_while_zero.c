#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition, text) do {             \
        if (!(condition)) {                     \
            printf("failed: %s\n", text);       \
            failures++;                         \
        }                                       \
    } while (0)

int main(void)
{
    int failures = 0;
    if (failures == 0)
        CHECK(1 + 1 == 2, "sum");
    else
        CHECK(0, "never");
    CHECK(2 > 3, "order");
    CHECK(strtol("12", NULL, 10) == 13, "number");
    printf("%d\n", failures);
    return failures;
}
