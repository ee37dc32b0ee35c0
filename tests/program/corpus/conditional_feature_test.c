#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
#ifdef MAP_ANONYMOUS
    printf("MAP_ANONYMOUS\n");
#endif
#ifdef MREMAP_MAYMOVE
    printf("MREMAP_MAYMOVE\n");
#endif
#ifndef MAP_NO_SUCH_FLAG
    printf("no MAP_NO_SUCH_FLAG\n");
#endif
#ifndef EOF
#error EOF must be there
#endif
    return 0;
}
