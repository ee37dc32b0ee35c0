#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    struct stat st, st2;
    umask(022);
    int fd = open("f", O_RDWR | O_CREAT, 0640);
    write(fd, "12345", 5);
    fstat(fd, &st);
    stat("f", &st2);
    printf("%ld %d %d\n", (long)st.st_size, S_ISREG(st.st_mode), st.st_ino == st2.st_ino);
    printf("%o %lu\n", st.st_mode & 0777, (unsigned long)st.st_nlink);
    ftruncate(fd, 9000);
    fstat(fd, &st);
    printf("%ld\n", (long)st.st_size);
    stat(".", &st);
    printf("%d\n", S_ISDIR(st.st_mode));
    int r = stat("none", &st);
    printf("%d %d\n", r, errno == ENOENT);
    return 0;
}
