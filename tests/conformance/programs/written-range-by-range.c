// sync_file_range, fdatasync, msync: three ways to have pages written, each of which write-protects them again.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define PAGES 6
static char *p;

static void stores(const char *after)
{
    struct rusage a, b;
    long faults[PAGES];
    for (int i = 0; i < PAGES; i++) {
        getrusage(RUSAGE_SELF, &a);
        p[i * 4096]++;
        getrusage(RUSAGE_SELF, &b);
        faults[i] = b.ru_minflt - a.ru_minflt;
    }
    printf("%-18s", after);
    for (int i = 0; i < PAGES; i++)
        printf(" %ld", faults[i]);
    printf("\n");
}

int main(void)
{
    int fd = open("six-pages", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char block[4096];
    memset(block, 'a', sizeof block);
    for (int i = 0; i < PAGES; i++)
        write(fd, block, sizeof block);
    fsync(fd);
    p = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    stores("first");
    stores("again");
    msync(p, 2 * 4096, MS_SYNC);
    stores("msync of two");
    msync(p, PAGES * 4096, MS_ASYNC);
    stores("MS_ASYNC");
    fdatasync(fd);
    stores("fdatasync");
    int r = sync_file_range(fd, 2 * 4096, 2 * 4096,
                            SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    printf("sync_file_range %d\n", r);
    stores("range of two");
    printf("bad flags: %s\n", sync_file_range(fd, 0, 0, 64) == -1 ? strerror(errno) : "ok");
    return 0;
}
