// mkstemp, mkdtemp, realpath, getcwd(NULL): what can be said of their names on any machine.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    char file[] = "scratch-XXXXXX", folder[] = "dir-XXXXXX", wrong[] = "no-template";
    int fd = mkstemp(file);
    struct stat st;
    fstat(fd, &st);
    printf("%d %.8s %o %d\n", fd >= 0, file, st.st_mode & 07777, strchr(file, 'X') != NULL && strstr(file, "XXXXXX"));
    printf("%s\n", mkdtemp(folder) == folder ? "made" : "not made");
    stat(folder, &st);
    printf("%d %o\n", S_ISDIR(st.st_mode), st.st_mode & 07777);
    int none = mkstemp(wrong);
    printf("%d %s\n", none, strerror(errno));
    char *here = getcwd(NULL, 0), *full = realpath(file, NULL);
    printf("%d %d\n", strncmp(full, here, strlen(here)), strcmp(full + strlen(here) + 1, file));
    free(here);
    free(full);
    errno = 0;
    full = realpath("nowhere", NULL);
    printf("%d %s\n", full == NULL, strerror(errno));
    unlink(file);
    rmdir(folder);
    unsigned short state[3] = {1, 2, 3};
    printf("%f %ld %ld\n", erand48(state), nrand48(state), jrand48(state));
    srand48(7);
    printf("%ld %ld %.6f\n", lrand48(), mrand48(), drand48());
    printf("%d %d %d\n", ffsl(1L << 40), ffsll(0), ffs(8));
    return 0;
}
