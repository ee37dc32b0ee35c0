#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int saved = dup(1);
    int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
    printf("%d\n", dup2(fd, 1) == 1);
    printf("into the file\n");
    fflush(stdout);
    dup2(saved, 1);
    char b[64];
    ssize_t n = pread(fd, b, sizeof b, 0);
    printf("[%.*s]\n", (int)n, b);
    return 0;
}
