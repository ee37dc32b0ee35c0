#include <fcntl.h>
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    struct iovec out[2] = {{"scattered", 9}, {"gathered", 8}};
    printf("%zd\n", writev(fd, out, 2));
    char a[6] = {0}, b[20] = {0};
    struct iovec in[2] = {{a, 5}, {b, 19}};
    lseek(fd, 0, SEEK_SET);
    printf("%zd\n", readv(fd, in, 2));
    printf("%s %s\n", a, b);
    return 0;
}
