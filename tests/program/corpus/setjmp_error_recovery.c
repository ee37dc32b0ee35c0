#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf outer;
static int parse(const char *s)
{
    if (*s < '0' || *s > '9') longjmp(outer, 1);
    return atoi(s);
}

int main(void)
{
    const char *words[] = {"12", "x", "30", "?"};
    volatile int good = 0, bad = 0;
    for (volatile int i = 0; i < 4; i++) {
        if (setjmp(outer)) { bad++; continue; }
        good += parse(words[i]);
    }
    printf("%d %d\n", good, bad);
    return 0;
}
