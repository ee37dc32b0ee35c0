// The program break moves up and down; given-back pages come again as zeros.
#define _DEFAULT_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    setbuf(stdout, NULL);
    char *start = sbrk(0);
    start += -(unsigned long)start % 4096;
    printf("up: %d\n", brk(start + 5 * 4096));
    printf("moved by %ld pages\n", ((char *)sbrk(0) - start) / 4096);
    for (int i = 0; i < 5; i++)
        memset(start + i * 4096, 'a' + i, 4096);
    printf("down: %d\n", brk(start + 2 * 4096 + 100));
    printf("in the kept page: %c\n", start[2 * 4096 + 99]);
    printf("up: %d\n", brk(start + 5 * 4096));
    for (int i = 0; i < 5; i++)
        printf("page %d: %d %d\n", i, start[i * 4096], start[i * 4096 + 4095]);
    char *old = sbrk(-3 * 4096);
    printf("sbrk gave the old end: %s\n", old == start + 5 * 4096 ? "yes" : "no");
    printf("now %ld pages\n", ((char *)sbrk(0) - start) / 4096);
    errno = 0;
    void *p = sbrk(1L << 46);
    printf("much too much: %s\n", p == (void *)-1 ? strerror(errno) : "got it");
    return 0;
}
