// What fstat says of a file, a directory, a pipe; modes, links, umask, access.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind(mode_t m)
{
    if (S_ISREG(m))
        return "file";
    if (S_ISDIR(m))
        return "directory";
    if (S_ISFIFO(m))
        return "pipe";
    return S_ISCHR(m) ? "device" : "other";
}

int main(void)
{
    struct stat st, other;
    umask(027);
    int fd = open("a", O_RDWR | O_CREAT, 0666);
    write(fd, "1234567", 7);
    fstat(fd, &st);
    printf("a: %s %03o, %ld bytes, %d link\n", kind(st.st_mode), st.st_mode & 0777, (long)st.st_size, (int)st.st_nlink);
    fchmod(fd, 0400);
    link("a", "b");
    stat("b", &other);
    printf("b: %03o, %d links, same file: %s\n", other.st_mode & 0777, (int)other.st_nlink,
           st.st_ino == other.st_ino ? "yes" : "no");
    printf("mkdir: %d, ", mkdir("d", 0777));
    printf("again: %s\n", mkdir("d", 0777) == -1 ? strerror(errno) : "made");
    stat("d", &st);
    printf("d: %s %03o\n", kind(st.st_mode), st.st_mode & 0777);
    printf("unlink: %s, ", unlink("d") == -1 ? strerror(errno) : "done");
    printf("rmdir: %d\n", rmdir("d"));
    int ends[2];
    pipe(ends);
    fstat(ends[0], &st);
    printf("%s, ", kind(st.st_mode));
    stat("/dev/null", &st);
    printf("%s\n", kind(st.st_mode));
    printf("access: %d %d %d\n", access("a", F_OK), access("a", R_OK), access("none", F_OK));
    printf("rename over b: %d\n", rename("a", "b"));
    printf("a: %s\n", stat("a", &st) == -1 ? strerror(errno) : "there");
    return 0;
}
