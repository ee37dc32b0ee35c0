#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    printf("%d\n", getenv("FAULTLINE_NO_SUCH_NAME") == NULL);
    setenv("FAULTLINE_TEST", "one", 1);
    setenv("FAULTLINE_TEST", "two", 0);
    printf("%s\n", getenv("FAULTLINE_TEST"));
    setenv("FAULTLINE_TEST", "three", 1);
    printf("%s\n", getenv("FAULTLINE_TEST"));
    unsetenv("FAULTLINE_TEST");
    printf("%d\n", getenv("FAULTLINE_TEST") == NULL);
    return 0;
}
