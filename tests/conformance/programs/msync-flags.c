// msync with each of its flags, and the errors it knows.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
static char *m;

static void sync_with(const char *name, size_t first, size_t length, int flags)
{
    int r = msync(m + first, length, flags);
    printf("%-22s %d %s\n", name, r, r ? strerror(errno) : "");
}

int main(void)
{
    int fd = open("synced", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, 3 * PAGE + 77);
    m = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 4; i++)
            m[i * PAGE] += i + 1;
        sync_with("SYNC, one page", PAGE, PAGE, MS_SYNC);
        m[PAGE]++;
        sync_with("ASYNC, all", 0, 4 * PAGE, MS_ASYNC);
        m[2 * PAGE]++;
        sync_with("SYNC, all", 0, 4 * PAGE, MS_SYNC);
        m[0]++;
    }
    sync_with("INVALIDATE", 0, 4 * PAGE, MS_INVALIDATE);
    sync_with("SYNC and INVALIDATE", 0, 4 * PAGE, MS_SYNC | MS_INVALIDATE);
    sync_with("SYNC and ASYNC", 0, PAGE, MS_SYNC | MS_ASYNC);
    sync_with("unknown flag", 0, PAGE, 64);
    sync_with("no flag", 0, PAGE, 0);
    sync_with("not aligned", 10, PAGE, MS_SYNC);
    sync_with("length 0", 0, 0, MS_SYNC);
    munmap(m + 2 * PAGE, PAGE);
    sync_with("over a hole", 0, 4 * PAGE, MS_SYNC);
    printf("%d %d %d\n", m[0], m[PAGE], m[3 * PAGE]);
    return 0;
}
