// Changes are made in a private mapping; commit writes the changed pages to the file, rollback throws them away.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGES 4
static int fd;
static char *view, before[PAGES][4096];

static void begin(void)
{
    view = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    memcpy(before, view, sizeof before);
}

static int commit(void)
{
    int written = 0;
    for (int i = 0; i < PAGES; i++)
        if (memcmp(view + i * 4096, before[i], 4096) != 0) {
            pwrite(fd, view + i * 4096, 4096, i * 4096);
            written++;
        }
    fsync(fd);
    munmap(view, PAGES * 4096);
    return written;
}

static void show(const char *when)
{
    char line[PAGES][12];
    for (int i = 0; i < PAGES; i++)
        pread(fd, line[i], 12, i * 4096);
    printf("%-10s %s | %s | %s | %s\n", when, line[0], line[1], line[2], line[3]);
}

int main(void)
{
    fd = open("accounts", O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < PAGES; i++) {
        char page[4096] = "";
        sprintf(page, "acct%d=%d", i, 100 * i);
        write(fd, page, sizeof page);
    }
    show("start");
    begin();
    strcpy(view, "acct0=50");
    strcpy(view + 8192, "acct2=150");
    show("pending");
    printf("pages written: %d\n", commit());
    show("committed");
    begin();
    strcpy(view + 4096, "acct1=oops");
    munmap(view, PAGES * 4096);
    show("rolled back");
    return 0;
}
