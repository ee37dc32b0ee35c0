#include <stdio.h>

#define OUTER
#define VALUE 2

int main(void)
{
#ifdef OUTER
#  ifndef INNER
    printf("outer only\n");
#    if VALUE == 2
    printf("value 2\n");
#    endif
#  else
    printf("both\n");
#  endif
#else
#  ifdef INNER
    printf("inner only\n");
#  else
    this is not C and is skipped
#  endif
#endif
    return 0;
}
