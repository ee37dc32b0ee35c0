#include <stdio.h>
#include <string.h>

int main(void)
{
    char buffer[8];
    int n = snprintf(buffer, sizeof buffer, "%s", "longer than eight");
    printf("%d [%s] %zu\n", n, buffer, strlen(buffer));
    n = snprintf(buffer, sizeof buffer, "%d", 1234567);
    printf("%d [%s]\n", n, buffer);
    n = snprintf(NULL, 0, "%05d%c", 3, 'x');
    printf("%d\n", n);
    char one[1] = {'z'};
    snprintf(one, 1, "abc");
    printf("%d\n", one[0]);
    return 0;
}
