#include <stdio.h>
#include <stdbool.h>

int main(void)
{
    bool composite[100] = {false};
    for (int i = 2; i < 100; i++) {
        if (composite[i]) continue;
        printf("%d ", i);
        for (int j = i * i; j < 100; j += i)
            composite[j] = true;
    }
    printf("\n");
    return 0;
}
