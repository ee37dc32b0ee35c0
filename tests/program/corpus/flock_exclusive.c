#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

int main(void)
{
    int a = open("f", O_RDWR | O_CREAT, 0600), b = open("f", O_RDWR);
    printf("%d\n", flock(a, LOCK_EX));
    int r = flock(b, LOCK_EX | LOCK_NB);
    printf("%d %d\n", r, errno == EWOULDBLOCK);
    flock(a, LOCK_UN);
    printf("%d\n", flock(b, LOCK_SH | LOCK_NB));
    printf("%d\n", flock(a, LOCK_SH | LOCK_NB));
    return 0;
}
