#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        usleep(300000);
        printf("child, second\n");
        return 0;
    }
    printf("parent, first\n");
    wait(NULL);
    printf("%u\n", sleep(0));
    return 0;
}
