#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT | O_TRUNC, 0600);
    printf("%zd\n", write(fd, "0123456789", 10));
    printf("%ld\n", (long)lseek(fd, -4, SEEK_END));
    char b[16] = {0};
    printf("%zd ", read(fd, b, 2));
    printf("%s %ld\n", b, (long)lseek(fd, 0, SEEK_CUR));
    lseek(fd, 3, SEEK_SET);
    write(fd, "XY", 2);
    printf("%zd ", pread(fd, b, 15, 0));
    printf("%s\n", b);
    printf("%zd\n", pwrite(fd, "!", 1, 0));
    printf("%ld\n", (long)lseek(fd, 0, SEEK_CUR));
    lseek(fd, 100, SEEK_SET);
    printf("%zd\n", read(fd, b, 4));
    return 0;
}
