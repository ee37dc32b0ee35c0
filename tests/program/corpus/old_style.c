/* C as it was written in 1985: definitions in the old style, implicit int, no prototypes. */
#include <stdio.h>
#define TRUE 1
#define FALSE 0

extern char *getenv();
char buf[64];
static limit = 3;

main(argc, argv)
int argc;
char **argv;
{
    register char *cp;
    int i, ok = TRUE;
    long add();
    char *upper();

    for (i = 0; i < limit; i++) {
        sprintf(buf, "line %d of %d", i + 1, limit);
        for (cp = buf; *cp; cp++)
            ;
        printf("%s (%d)\n", buf, cp - buf);
    }
    if (add(2L, 40L) != 42L)
        ok = FALSE;
    printf("%s %s\n", upper(buf), ok ? "ok" : "wrong");
    return argc - 1;
}

long
add(a, b)
long a, b;
{
    return (a + b);
}

char *
upper(s)
char *s;
{
    char *p = s;
    while (*p) {
        if (*p >= 'a' && *p <= 'z')
            *p += 'A' - 'a';
        p++;
    }
    return s;
}
