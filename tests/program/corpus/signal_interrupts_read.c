#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void handler(int n) { }

int main(void)
{
    struct sigaction a = {.sa_handler = handler};   /* without SA_RESTART */
    sigaction(SIGALRM, &a, NULL);
    int fd[2];
    pipe(fd);
    alarm(1);
    char c;
    ssize_t n = read(fd[0], &c, 1);
    printf("%zd %d\n", n, errno == EINTR);
    return 0;
}
