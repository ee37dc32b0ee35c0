#include <stdio.h>

static int work(int fail_at)
{
    int result = -1;
    printf("open");
    if (fail_at == 1) goto out;
    printf(" map");
    if (fail_at == 2) goto unmap;
    printf(" use");
    result = 0;
unmap:
    printf(" unmap");
out:
    printf(" close\n");
    return result;
}

int main(void)
{
    printf("%d\n", work(1) + work(2) * 10 + work(3) * 100);
    return 0;
}
