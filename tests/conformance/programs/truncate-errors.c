// ftruncate and truncate: growth, shrinkage and refusals.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *result(int r)
{
    static char text[80];
    struct stat st;
    int e = errno;
    stat("t", &st);
    snprintf(text, sizeof text, "%s, size %ld", r == 0 ? "done" : strerror(e), (long)st.st_size);
    return text;
}

int main(void)
{
    int rw = open("t", O_RDWR | O_CREAT | O_TRUNC, 0600);
    int ro = open("t", O_RDONLY);
    write(rw, "hello, file", 11);
    printf("to 5: %s\n", result(ftruncate(rw, 5)));
    printf("to 9: %s\n", result(ftruncate(rw, 9)));
    char b[12];
    ssize_t n = pread(ro, b, 12, 0);
    for (ssize_t i = 0; i < n; i++)
        printf("%c", b[i] ? b[i] : '0');
    printf("\n");
    printf("position stays: %ld\n", (long)lseek(rw, 0, SEEK_CUR));
    write(rw, "X", 1);
    printf("write there: %s\n", result(0));
    printf("read-only: %s\n", result(ftruncate(ro, 0)));
    printf("negative: %s\n", result(ftruncate(rw, -1)));
    printf("closed: %s\n", result(ftruncate(42, 0)));
    printf("by name: %s\n", result(truncate("t", 100000)));
    printf("no such name: %s\n", result(truncate("u", 1)));
    printf("directory: %s\n", result(truncate(".", 1)));
    int ends[2];
    pipe(ends);
    printf("pipe: %s\n", result(ftruncate(ends[1], 0)));
    return 0;
}
