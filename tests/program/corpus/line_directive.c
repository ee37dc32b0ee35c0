#include <stdio.h>

int main(void)
{
    printf("%d\n", __LINE__);
#line 500
    printf("%d\n", __LINE__);
#line 20 "other.c"
    printf("%d %s\n", __LINE__, __FILE__);
    return 0;
}
