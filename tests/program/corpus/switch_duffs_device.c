#include <stdio.h>

int main(void)
{
    const char *from = "abcdefghijk";
    char to[12] = {0}, *p = to;
    int count = 11, n = (count + 3) / 4;
    switch (count % 4) {
    case 0: do { *p++ = *from++;
    case 3:      *p++ = *from++;
    case 2:      *p++ = *from++;
    case 1:      *p++ = *from++;
            } while (--n > 0);
    }
    printf("%s %d\n", to, (int)(p - to));
    return 0;
}
