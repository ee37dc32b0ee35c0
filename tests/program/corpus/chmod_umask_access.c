#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    struct stat st;
    umask(027);
    close(open("f", O_CREAT | O_WRONLY, 0666));
    stat("f", &st);
    printf("%o\n", st.st_mode & 07777);
    chmod("f", 0400);
    stat("f", &st);
    printf("%o %o\n", st.st_mode & 07777, umask(022));
    printf("%d %d\n", access("f", R_OK), access("none", F_OK));
    return 0;
}
