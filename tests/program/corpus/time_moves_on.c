#include <stdio.h>
#include <time.h>

int main(void)
{
    struct timespec a, b, wish = {0, 20000000};
    clock_gettime(CLOCK_MONOTONIC, &a);
    int r = nanosleep(&wish, NULL);
    clock_gettime(CLOCK_MONOTONIC, &b);
    long long ns = (b.tv_sec - a.tv_sec) * 1000000000LL + b.tv_nsec - a.tv_nsec;
    printf("%d %d\n", r, ns >= 20000000);
    printf("%d\n", time(NULL) > 0);
    return 0;
}
