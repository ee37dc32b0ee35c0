#include <stdio.h>

int main(void)
{
    printf("[%.3d][%8.4d][%-8.4d|]\n", 7, 7, 7);
    printf("[%.0d][%.0d]\n", 0, 5);
    printf("[%.2s][%5.1s][%-5.2s|]\n", "abcdef", "xyz", "xyz");
    printf("[%.*s]\n", 3, "precision");
    char unterminated[3] = {'a', 'b', 'c'};
    printf("[%.3s]\n", unterminated);
    return 0;
}
