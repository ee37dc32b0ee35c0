/* Times that are given, as texts and back: gmtime, mktime, strftime, difftime. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
int main(void)
{
    setenv("TZ", "UTC", 1); tzset();
    time_t given[] = {0, 86399, 951782400, 1700000000, 2147483647};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        struct tm *t = gmtime(&given[i]), copy = *t; char b[80];
        printf("%s", asctime(t)); strftime(b, sizeof b, "%Y-%m-%d %H:%M:%S %a %A %b %B %j %y %e %I %p %U %w %%", &copy); puts(b);
        printf("%d\n", mktime(&copy) == given[i]);
    }
    struct tm odd = {.tm_year = 124, .tm_mon = 1, .tm_mday = 30, .tm_hour = 25, .tm_min = -5, .tm_isdst = -1};
    time_t n = mktime(&odd); printf("%ld %d-%d-%d %d:%02d %d %d\n", (long)n, odd.tm_year + 1900, odd.tm_mon + 1, odd.tm_mday, odd.tm_hour, odd.tm_min, odd.tm_wday, odd.tm_yday);
    printf("%.0f %s", difftime(given[3], given[2]), ctime(&given[3])); char small[5]; printf("%zu\n", strftime(small, sizeof small, "%Y-%m", gmtime(&given[0])));
    struct tm r; localtime_r(&given[1], &r); printf("%d %d %d\n", r.tm_hour, r.tm_sec, r.tm_isdst);
    struct timespec a = {1, 900000000}, b = {3, 100000000}; long d = (b.tv_sec - a.tv_sec) * 1000000000L + (b.tv_nsec - a.tv_nsec); printf("%ld.%09ld\n", d / 1000000000, d % 1000000000);
    time_t now = time(NULL); struct timespec ts; clock_gettime(CLOCK_REALTIME, &ts); printf("%d %d\n", now > 1600000000, labs((long)(ts.tv_sec - now)) <= 1);
    return 0;
}
