// The ways in which open fails.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void attempt(const char *path, int flags, const char *text)
{
    int fd = open(path, flags, 0644);
    printf("%-12s %-24s %s\n", path, text, fd < 0 ? strerror(errno) : "opened");
    if (fd >= 0)
        close(fd);
}

#define TRY(path, flags) attempt(path, flags, #flags)

int main(void)
{
    TRY("missing", O_RDONLY);
    TRY("missing", O_RDWR | O_TRUNC);
    TRY("new", O_WRONLY | O_CREAT | O_EXCL);
    TRY("new", O_WRONLY | O_CREAT | O_EXCL);
    TRY("new", O_RDWR | O_CREAT);
    TRY(".", O_RDONLY);
    TRY(".", O_WRONLY);
    TRY("new/below", O_RDONLY);
    TRY("none/below", O_RDWR | O_CREAT);
    TRY("", O_RDONLY);
    TRY("new", O_RDONLY | O_DIRECTORY);
    char name[300];
    memset(name, 'n', sizeof name);
    name[299] = 0;
    printf("%s\n", open(name, O_RDWR | O_CREAT, 0600) < 0 ? strerror(errno) : "opened");
    printf("%s\n", open((char *)8, O_RDONLY) < 0 ? strerror(errno) : "opened");
    printf("%s\n", unlink("missing") < 0 ? strerror(errno) : "unlinked");
    printf("%s\n", close(77) < 0 ? strerror(errno) : "closed");
    return 0;
}
