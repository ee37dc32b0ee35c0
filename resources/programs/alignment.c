// A calculator for page alignment. mmap accepts only offsets that are
// multiples of the page size. To reach another offset, map from the start
// of its page and add the rest to the pointer.
// faultline: -- 5000
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s OFFSET\n", argv[0]);
        return 1;
    }
    char *end;
    long offset = strtol(argv[1], &end, 0);
    if (*argv[1] == '\0' || *end != '\0' || offset < 0) {
        fprintf(stderr, "%s: not an offset\n", argv[1]);
        return 1;
    }

    long page = sysconf(_SC_PAGESIZE);

    // A page size is a power of two: page - 1 has a 1 in each bit that
    // counts inside a page, ~(page - 1) in all the others.
    long start = offset & ~(page - 1);
    long rest = offset & (page - 1);

    printf("page size    %ld (0x%lx)\n", page, (unsigned long)page);
    printf("offset       %ld (0x%lx)\n", offset, (unsigned long)offset);
    printf("page number  %ld\n", offset / page);
    printf("page starts  %ld (0x%lx)\n", start, (unsigned long)start);
    printf("rest         %ld (0x%lx)\n", rest, (unsigned long)rest);
    printf("next page    %ld\n", start + page);
    if (rest == 0)
        printf("aligned: mmap accepts this offset\n");
    else
        printf("not aligned: mmap at %ld, then add %ld\n", start, rest);
    return 0;
}
