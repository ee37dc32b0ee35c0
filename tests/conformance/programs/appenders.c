// Several processes append to one log with O_APPEND: no line is lost and none is torn.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    enum { WRITERS = 3, LINES = 40 };
    int fd = open("log", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
    for (int w = 0; w < WRITERS; w++)
        if (fork() == 0) {
            for (int i = 0; i < LINES; i++) {
                char line[64];
                int n = snprintf(line, sizeof line, "writer %d line %03d\n", w, i);
                if (write(fd, line, n) != n)
                    _exit(1);
            }
            _exit(0);
        }
    int ok = 0, status;
    while (wait(&status) > 0)
        ok += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    close(fd);
    fd = open("log", O_RDONLY);
    struct stat st;
    fstat(fd, &st);
    char *p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    int lines = 0, next[WRITERS] = {0}, good = 1;
    for (char *at = p; at < p + st.st_size; at = memchr(at, '\n', p + st.st_size - at) + 1) {
        int w, i;
        if (sscanf(at, "writer %d line %d", &w, &i) != 2 || i != next[w]++)
            good = 0;
        lines++;
    }
    printf("%d writers, %d lines, %ld bytes, %s\n", ok, lines, (long)st.st_size, good ? "in order" : "broken");
    return 0;
}
