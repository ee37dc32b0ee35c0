#include <stdio.h>
#include <string.h>

int main(void)
{
    const char *s = "page fault page";
    printf("%td %td\n", strchr(s, 'a') - s, strrchr(s, 'a') - s);
    printf("%d %td\n", strchr(s, 'z') == NULL, strchr(s, '\0') - s);
    printf("%s %d\n", strstr(s, "fault"), strstr(s, "nothing") == NULL);
    printf("%d\n", strstr(s, "") == s);
    printf("%zu %zu\n", strspn(s, "aegp"), strcspn(s, " "));
    printf("%s\n", strpbrk(s, "ltu"));
    printf("%td\n", (char *)memchr(s, 'f', 15) - s);
    return 0;
}
