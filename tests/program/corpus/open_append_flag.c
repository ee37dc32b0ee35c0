#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    write(fd, "first", 5);
    int a = open("f", O_WRONLY | O_APPEND);
    write(fd, "+", 1);
    write(a, "end", 3);
    lseek(a, 0, SEEK_SET);
    write(a, "!", 1);               /* at the end all the same */
    printf("%d\n", (fcntl(a, F_GETFL) & O_APPEND) != 0);
    char b[32] = {0};
    pread(fd, b, 31, 0);
    printf("%s\n", b);
    open("f", O_WRONLY | O_TRUNC);
    printf("%ld\n", (long)lseek(fd, 0, SEEK_END));
    return 0;
}
