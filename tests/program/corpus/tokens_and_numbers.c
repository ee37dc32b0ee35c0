/* A configuration in a mapped file, read with strtok_r, strtoul and their errors. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

static const char text[] =
    "# sizes\n"
    "pages = 0x20\n"
    "frames=017 ; half of it\n"
    "big = 99999999999999999999\n"
    "  neg = -5\n"
    "bad = 12abc\n"
    "empty =\n"
    "ratio = 2.5e-1\n"
    "Flag = YES\n";

static char *trim(char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    char *end = s + strlen(s);
    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return s;
}

static void number(const char *key, const char *value)
{
    char *end;
    errno = 0;
    unsigned long n = strtoul(value, &end, 0);
    if (end == value)
        printf("%s: '%s' is no number\n", key, value);
    else if (errno == ERANGE)
        printf("%s: %s (%d)\n", key, strerror(errno), n == ULONG_MAX);
    else if (*end)
        printf("%s: %lu, then '%s'\n", key, n, end);
    else
        printf("%s: %lu\n", key, n);
}

int main(void)
{
    int fd = open("conf", O_RDWR | O_CREAT, 0600);
    write(fd, text, sizeof text - 1);
    char *p = mmap(NULL, sizeof text, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    char *lines, *line = strtok_r(p, "\n", &lines);
    for (; line; line = strtok_r(NULL, "\n", &lines)) {
        line[strcspn(line, "#;")] = '\0';
        if (!*trim(line))
            continue;
        char *value = strchr(line, '=');
        if (!value)
            continue;
        *value++ = '\0';
        const char *key = trim(line);
        value = trim(value);
        if (strcasecmp(key, "flag") == 0)
            printf("%s is %s\n", key, strcasecmp(value, "yes") == 0 ? "on" : "off");
        else if (strcmp(key, "ratio") == 0)
            printf("%s: %g\n", key, strtod(value, NULL));
        else
            number(key, value);
    }
    long l = strtol("  -0x1fz", &line, 16);
    printf("%ld '%s'\n", l, line);
    printf("%ld %ld\n", strtol("zz", NULL, 36), strtol("1010", NULL, 2));
    errno = 0;
    printf("%d", strtol("-9223372036854775809", NULL, 10) == LONG_MIN);
    printf(" %d\n", errno == ERANGE);
    errno = 0;
    strtol("1", &line, 99);
    printf("%s\n", strerror(errno));
    char copy[sizeof text];
    pread(fd, copy, sizeof copy, 0);
    printf("the file is as it was: %d\n", memcmp(copy, text, sizeof text - 1) == 0);
    close(fd);
    return unlink("conf");
}
