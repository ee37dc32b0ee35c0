#include <stdio.h>

int main(void)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        switch (i % 3) {
        case 0: continue;       /* the loop */
        case 1: break;          /* the switch */
        case 2: sum += 100; break;
        }
        sum += i;
    }
    printf("%d\n", sum);
    return 0;
}
