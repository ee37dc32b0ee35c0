// A pipe that doesn't block: EAGAIN when empty, short writes when nearly full.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    pipe(ends);
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFL, fcntl(ends[i], F_GETFL) | O_NONBLOCK);
    static char block[5000];
    ssize_t n = read(ends[0], block, 10);
    printf("empty: %zd %s\n", n, strerror(errno));
    long total = 0;
    int writes = 0;
    while ((n = write(ends[1], block, 4096)) > 0) {
        total += n;
        writes++;
    }
    printf("full after %d writes, %ld bytes: %s\n", writes, total, strerror(errno));
    n = read(ends[0], block, 100);
    printf("read %zd\n", n);
    n = write(ends[1], block, 100);
    printf("100 more: %zd %s\n", n, n == -1 ? strerror(errno) : "");
    n = read(ends[0], block, 4096 - 100);
    printf("read %zd\n", n);
    n = write(ends[1], block, 5000);
    printf("5000 more: %zd\n", n);
    total = 0;
    while ((n = read(ends[0], block, sizeof block)) > 0)
        total += n;
    printf("drained %ld\n", total);
    return 0;
}
