// A text may fill its mapping up to the last byte, without a NUL behind it, where what is looked for comes before.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(m, ' ', 4096);
    memcpy(m + 4000, "key=value; 123 1.5 ", 19);
    m[4095] = 'z';
    char *s = m + 4000;
    printf("%ld %ld\n", (long)(strchr(s, '=') - s), (long)(strchrnul(s, ';') - s));
    printf("%ld %zu %zu\n", (long)(strpbrk(s, "=;") - s), strcspn(s, "="), strspn(s, "key"));
    printf("%d %d %d\n", strcasecmp(s, "KEZ") < 0, strncasecmp(s, "KEY!", 100) > 0, strncmp(s, "kez", 100) < 0);
    printf("%ld\n", (long)(strstr(s, "val") - s));
    printf("%d %ld %g\n", atoi(s + 10), strtol(s + 11, NULL, 10), strtod(s + 14, NULL));
    printf("%s\n", strtok(s, "="));
    char *rest = s + 4;
    printf("%s\n", strsep(&rest, ";"));
    printf("%d\n", getcwd(m, 4096) == m && m[0] == '/');
    char *none = getcwd(m, 2);
    printf("%d %d\n", none == NULL, errno == ERANGE);
    none = getcwd(m, 0);
    printf("%d %d\n", none == NULL, errno == EINVAL);
    char *end;
    long number = strtol("12 then", &end, 10);
    printf("%ld '%s'\n", number, end);
    return 0;
}
