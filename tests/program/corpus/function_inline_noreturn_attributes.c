#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

static inline int twice(int x) { return 2 * x; }
__attribute__((unused)) static int never(void) { return 0; }
static noreturn void stop(int code) { printf("stop\n"); exit(code); }
struct wide { int x __attribute__((deprecated)); } __attribute__((unused));
static void say(const char *, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *s, ...) { printf("%s\n", s); }

int main(void)
{
    register int r = 4;
    int *restrict p = &(int){5};
    say("hello");
    printf("%d %d %zu\n", twice(r), *p, sizeof(struct wide));
    stop(3);
}
