// A file is replaced whole: written beside, then renamed over the old one.
// Who had the old one mapped keeps it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void put(const char *name, const char *text)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    write(fd, text, strlen(text));
    fsync(fd);
    close(fd);
}

static char *view(const char *name)
{
    int fd = open(name, O_RDONLY);
    if (fd == -1)
        return "nothing";
    char *m = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    return m == MAP_FAILED ? "not mapped" : m;
}

int main(void)
{
    put("config", "version 1");
    char *old = view("config");
    printf("%s\n", old);
    put("config.new", "version 2, longer");
    printf("rename: %d\n", rename("config.new", "config"));
    char *new = view("config");
    printf("old mapping: %s\nnew mapping: %s\n", old, new);
    printf("beside: %s\n", view("config.new"));
    printf("missing: %s\n", rename("none", "config") == -1 ? strerror(errno) : "renamed");
    printf("into nowhere: %s\n", rename("config", "none/config") == -1 ? strerror(errno) : "renamed");
    printf("onto itself: %d\n", rename("config", "config"));
    link("config", "second");
    struct stat st;
    stat("config", &st);
    printf("links %d, size %ld\n", (int)st.st_nlink, (long)st.st_size);
    unlink("config");
    printf("second: %s\n", view("second"));
    return 0;
}
