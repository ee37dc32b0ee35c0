// The POSIX names: posix_madvise and posix_fadvise return the error instead of setting errno.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * 4096);
    char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    memset(p, 'q', 3 * 4096);
    int advice[] = {POSIX_MADV_NORMAL, POSIX_MADV_SEQUENTIAL, POSIX_MADV_RANDOM, POSIX_MADV_WILLNEED,
                    POSIX_MADV_DONTNEED, 99};
    for (int i = 0; i < 6; i++)
        printf("posix_madvise %d: %d, page still %c\n", i, posix_madvise(p, 4096, advice[i]), p[0]);
    int f[] = {POSIX_FADV_NORMAL, POSIX_FADV_SEQUENTIAL, POSIX_FADV_RANDOM, POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED,
               POSIX_FADV_NOREUSE, 77};
    for (int i = 0; i < 7; i++)
        printf("posix_fadvise %d: %d\n", i, posix_fadvise(fd, 0, 0, f[i]));
    int ends[2];
    pipe(ends);
    printf("of a pipe: %s\n", strerror(posix_fadvise(ends[0], 0, 0, POSIX_FADV_NORMAL)));
    printf("of nothing: %s\n", strerror(posix_fadvise(77, 0, 0, POSIX_FADV_NORMAL)));
    printf("unaligned: %s\n", strerror(posix_madvise(p + 3, 10, POSIX_MADV_NORMAL)));
    return 0;
}
