// A temporary file that has no name any more can still be mapped, grown and read.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char name[] = "scratch-XXXXXX";
    int fd = mkstemp(name);
    if (fd == -1) {
        perror("mkstemp");
        return 1;
    }
    unlink(name);
    printf("reachable by name: %s\n", access(name, F_OK) == 0 ? "yes" : "no");
    ftruncate(fd, 8192);
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    strcpy(p + 5000, "nobody can open this");
    char back[32];
    pread(fd, back, sizeof back, 5000);
    struct stat st;
    fstat(fd, &st);
    printf("%s, links %ld, mode %o\n", back, (long)st.st_nlink, st.st_mode & 0777);
    close(fd);
    printf("after close: %s\n", p + 5000);
    munmap(p, 8192);

    FILE *f = tmpfile();
    fprintf(f, "%d %d %d\n", 1, 2, 3);
    fflush(f);
    char *q = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fileno(f), 0);
    printf("tmpfile holds %.6s\n", q);
    fclose(f);
    printf("and still: %c\n", q[4]);
    return 0;
}
