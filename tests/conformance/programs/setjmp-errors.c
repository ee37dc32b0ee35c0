// setjmp and longjmp as exceptions, over several calls.
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static jmp_buf top;
static int depth;

static void fail(int code)
{
    longjmp(top, code);
}

static int parse(const char **s)
{
    int value = 0;
    depth++;
    if (**s == '(') {
        ++*s;
        value = parse(s);
        while (**s == '+' || **s == '*') {
            char op = *(*s)++;
            int right = parse(s);
            value = op == '+' ? value + right : value * right;
        }
        if (*(*s)++ != ')')
            fail(1);
    } else if (**s >= '0' && **s <= '9') {
        while (**s >= '0' && **s <= '9')
            value = value * 10 + *(*s)++ - '0';
    } else {
        fail(2);
    }
    depth--;
    return value;
}

int main(void)
{
    const char *texts[] = {"(1+2)", "((2*3)+(4*5))", "(1+(2*3)", "(1+x)", "12", "()", ""};
    for (volatile int i = 0; i < 7; i++) {
        const char *s = texts[i];
        depth = 0;
        int error = setjmp(top);
        if (error == 0)
            printf("%s = %d\n", texts[i], parse(&s));
        else
            printf("%s: %s at depth %d\n", texts[i], error == 1 ? "no )" : "no number", depth);
    }
    return 0;
}
