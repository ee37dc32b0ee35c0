#include <stdio.h>
#include <string.h>

static const char *name(void) { return __func__; }

int main(void)
{
    printf("line %d\n", __LINE__);
    const char *file = __FILE__;
    const char *slash = strrchr(file, '/');
    printf("%s\n", slash ? slash + 1 : file);
    printf("%s %s\n", name(), __func__);
    printf("%d %d\n", __STDC__, __STDC_VERSION__ >= 201112L);
    printf("%zu %zu\n", sizeof __DATE__, sizeof __TIME__);
#ifdef __linux__
    printf("linux\n");
#endif
#if defined(__x86_64__) && !defined(__APPLE__) && !defined(__cplusplus)
    printf("x86-64\n");
#endif
    return 0;
}
