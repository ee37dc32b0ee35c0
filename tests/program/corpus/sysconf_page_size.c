#include <stdio.h>
#include <unistd.h>

int main(void)
{
    long page = sysconf(_SC_PAGESIZE);
    printf("%d %d\n", page == sysconf(_SC_PAGE_SIZE), page == getpagesize());
    printf("%d\n", page > 0 && (page & (page - 1)) == 0);
    return 0;
}
