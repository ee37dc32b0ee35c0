#include <stdio.h>

int main(void)
{
    fprintf(stdout, "to %s\n", "stdout");
    fprintf(stderr, "to %s %d\n", "stderr", 2);
    fputs("more to stderr\n", stderr);
    fwrite("raw\n", 1, 4, stdout);
    return 0;
}
