#include <stdio.h>
#include <string.h>

int main(void)
{
    char s[] = "  one, two,,three ";
    for (char *t = strtok(s, " ,"); t; t = strtok(NULL, " ,"))
        printf("[%s]", t);
    printf("\n");
    char a[] = "k=v;x=y", *save1, *save2;
    for (char *p = strtok_r(a, ";", &save1); p; p = strtok_r(NULL, ";", &save1)) {
        char *key = strtok_r(p, "=", &save2);
        printf("%s:%s ", key, strtok_r(NULL, "=", &save2));
    }
    printf("\n");
    return 0;
}
