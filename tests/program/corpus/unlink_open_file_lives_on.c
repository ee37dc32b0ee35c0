#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    struct stat st;
    int fd = open("f", O_RDWR | O_CREAT, 0600);
    link("f", "g");
    fstat(fd, &st);
    printf("%lu\n", (unsigned long)st.st_nlink);
    unlink("f");
    unlink("g");
    int r = unlink("g");
    printf("%d %d\n", r, errno == ENOENT);
    write(fd, "still here", 10);
    char b[16] = {0};
    pread(fd, b, 15, 0);
    fstat(fd, &st);
    printf("%s %lu\n", b, (unsigned long)st.st_nlink);
    return 0;
}
