#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    char c = 'x';
    int w = open("f", O_WRONLY | O_CREAT, 0600), r = open("f", O_RDONLY);
    long n = read(w, &c, 1);        printf("%ld %d\n", n, errno == EBADF);
    n = write(r, &c, 1);            printf("%ld %d\n", n, errno == EBADF);
    n = read(99, &c, 1);            printf("%ld %d\n", n, errno == EBADF);
    n = close(99);                  printf("%ld %d\n", n, errno == EBADF);
    n = write(w, (void *)8, 1);     printf("%ld %d\n", n, errno == EFAULT);
    n = lseek(w, -1, SEEK_SET);     printf("%ld %d\n", n, errno == EINVAL);
    n = lseek(w, 0, 77);            printf("%ld %d\n", n, errno == EINVAL);
    return 0;
}
