// An allocator of its own on sbrk: a bump pointer that asks for 4 pages at a time.
#define _DEFAULT_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (4 * 4096)

static char *arena, *next, *limit;
static int calls;

static void *take(size_t n)
{
    n = (n + 15) & ~(size_t)15;
    while (next + n > limit) {
        char *more = sbrk(CHUNK);
        if (more == (void *)-1)
            return NULL;
        if (!arena)
            arena = next = more;
        limit = more + CHUNK;
        calls++;
    }
    void *result = next;
    next += n;
    return result;
}

int main(void)
{
    char *names[300];
    for (int i = 0; i < 300; i++) {
        char text[200];
        int n = sprintf(text, "object %d %0*d", i, i % 150 + 1, i);
        names[i] = take(n + 1);
        if (!names[i])
            return 1;
        strcpy(names[i], text);
    }
    size_t total = 0;
    for (int i = 0; i < 300; i++)
        total += strlen(names[i]);
    fprintf(stderr, "%d calls\n", calls);
    char line[100];
    int n = snprintf(line, sizeof line, "%zu characters, used %ld, %d calls of sbrk\n", total, (long)(next - arena), calls);
    write(STDOUT_FILENO, line, n);
    write(STDOUT_FILENO, names[7], strlen(names[7]));
    write(STDOUT_FILENO, "\n", 1);
    return 0;
}
