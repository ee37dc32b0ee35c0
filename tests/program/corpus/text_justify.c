/* Strings: words filled into lines, a growing buffer, string functions with their corner cases. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const poem =
    "Demand paging brings a page into memory only when an instruction on it, or data in it, is needed; "
    "until then it stays on the disk.";

static void fill(const char *text, int width)
{
    char *copy = strdup(text), *rest = copy, *word, *line[32];
    int used = 0, letters = 0;
    while ((word = strsep(&rest, " ")) != NULL || used) {
        int n = word ? (int)strlen(word) : width;
        if (word && letters + used + n <= width) {
            line[used++] = word;
            letters += n;
            continue;
        }
        int gaps = used - 1, spaces = width - letters;
        for (int i = 0; i < used; i++) {
            int pad = i == gaps || !word ? 1 : spaces / (gaps - i) + (spaces % (gaps - i) != 0);
            printf("%s%*s", line[i], i == used - 1 ? 0 : pad, "");
            spaces -= pad;
        }
        puts("|");
        used = letters = 0;
        if (word)
            line[used++] = word, letters = n;
    }
    free(copy);
}

int main(void)
{
    fill(poem, 30);
    char b[32] = "abc";
    printf("%s %zu\n", strcat(strcpy(b + 3, "def") - 3, "ghi"), strlen(b));
    printf("%s|%s|%s\n", strchr(b, 'd'), strrchr(b, 'c'), strpbrk(b, "xhg"));
    printf("%zu %zu %zu\n", strspn(b, "cab"), strcspn(b, "gd"), strnlen(b, 4));
    printf("%s %s\n", strstr("a needle in hay", "needle"), strcasestr("HayStack", "st"));
    printf("%d %d %d\n", strncmp("page", "pale", 2), strcmp("page", "pale") < 0, strcasecmp("PAGE", "page"));
    memmove(b + 2, b, 7);
    b[9] = '\0';
    puts(b);
    memset(b, '-', 5);
    puts(b);
    char small[6];
    int n = snprintf(small, sizeof small, "%s", "overlong");
    printf("%d '%s'\n", n, small);
    strncpy(small, "ab", sizeof small);
    printf("%d %d\n", small[2], small[5]);
    strncpy(small, "abcdefgh", sizeof small);
    printf("%.6s\n", small);
    char *end = stpcpy(b, "first, ");
    stpcpy(end, "second");
    puts(b);
    char list[] = ",a,,b;c,";
    for (char *t = strtok(list, ",;"); t; t = strtok(NULL, ",;"))
        printf("[%s]", t);
    puts("");
    char *made;
    n = asprintf(&made, "%-*s|%.*s|%c", 6, "left", 3, "cutoff", 'c');
    printf("%d %s\n", n, made);
    free(made);
    printf("%s\n", (char *)memmem("one two two", 11, "two", 3));
    return 0;
}
