#include <stdio.h>
#include <ctype.h>

int main(void)
{
    for (const char *p = "aZ5 _\n!"; *p; p++)
        printf("%d%d%d%d%d%d%d ", !!isalpha(*p), !!isdigit(*p), !!isalnum(*p),
               !!isspace(*p), !!isupper(*p), !!ispunct(*p), !!isprint(*p));
    printf("\n%c%c%c\n", toupper('q'), tolower('Q'), toupper('5'));
    printf("%d %d %d\n", !!isxdigit('f'), !!isxdigit('g'), !!iscntrl(7));
    printf("%d\n", isalpha(EOF));
    return 0;
}
