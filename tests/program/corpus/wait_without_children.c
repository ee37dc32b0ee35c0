#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

int main(void)
{
    pid_t r = wait(NULL);
    printf("%d %s\n", r, strerror(errno));
    return 0;
}
