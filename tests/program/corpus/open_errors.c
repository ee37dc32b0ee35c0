#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void try(const char *name, int flags)
{
    int fd = open(name, flags, 0600);
    printf("%s: %s\n", name, fd == -1 ? strerror(errno) : "opened");
}

int main(void)
{
    try("missing", O_RDONLY);
    try("new", O_CREAT | O_RDWR);
    try("new", O_CREAT | O_EXCL | O_RDWR);
    try(".", O_RDWR);
    try("new/inside", O_RDONLY);
    try("", O_RDONLY);
    mkdir("folder", 0700);
    try("folder/x", O_CREAT | O_WRONLY);
    try("nowhere/x", O_CREAT | O_WRONLY);
    try("/dev/null", O_RDWR);
    return 0;
}
