// strcpy, strcat, strlen, strchr and friends on strings that cross page edges.
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 1;
    char *a = p + 4096 - 6;
    strcpy(a, "demand");
    printf("%zu ends with the page\n", strlen(a));
    strcat(a, " paging");
    printf("%s, %zu long\n", a, strlen(a));
    char *b = p + 2 * 4096 - 3;
    strncpy(b, a, 9);
    b[9] = 0;
    printf("%s %d %d\n", b, strcmp(a, b) > 0, strncmp(a, b, 9));
    printf("first g at %ld, last g at %ld\n", (long)(strchr(a, 'g') - a), (long)(strrchr(a, 'g') - a));
    printf("\"pag\" at %ld, \"fault\" %s\n", (long)(strstr(a, "pag") - a), strstr(a, "fault") ? "there" : "not there");
    printf("span %zu, until a vowel %zu\n", strspn(a, "demn"), strcspn(a, "aiou"));
    for (char *c = a; *c; c++)
        *c = toupper((unsigned char)*c);
    puts(a);
    memset(p, 'z', 4 * 4096 - 1);
    printf("one long string: %zu\n", strlen(p));
    printf("memchr: %ld\n", (long)((char *)memchr(p, 0, 4 * 4096) - p));
    char *token = strcpy(p + 4090, "one,two,,three");
    for (token = strtok(token, ","); token; token = strtok(NULL, ","))
        printf("<%s>", token);
    printf("\n");
    return 0;
}
