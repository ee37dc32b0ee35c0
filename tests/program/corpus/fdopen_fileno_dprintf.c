#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    printf("%d %d %d\n", fileno(stdin), fileno(stdout), fileno(stderr));
    int fd = open("x", O_RDWR | O_CREAT, 0600);
    dprintf(fd, "%s %d\n", "through", fd >= 3);
    lseek(fd, 0, SEEK_SET);
    FILE *f = fdopen(fd, "r");
    char line[20];
    fgets(line, sizeof line, f);
    fputs(line, stdout);
    fclose(f);
    printf("%zd\n", write(fd, "x", 1));
    return 0;
}
