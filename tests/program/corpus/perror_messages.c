#include <stdio.h>
#include <errno.h>
#include <string.h>

int main(void)
{
    errno = ENOENT; perror("file");
    errno = EACCES; perror(NULL);
    errno = 0; perror("fine");
    printf("%s\n%s\n%s\n", strerror(EINVAL), strerror(ENOMEM), strerror(EINTR));
    printf("%s\n%s\n%s\n", strerror(EBADF), strerror(EFAULT), strerror(EAGAIN));
    printf("%s\n", strerror(9999));
    printf("%d %d %d %d\n", ENOENT, EINVAL, EACCES, ENODEV);
    return 0;
}
