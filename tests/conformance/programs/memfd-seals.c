// Seals on a memfd: what can no longer be done.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void say(const char *what, long r)
{
    printf("%-24s %s\n", what, r == -1 ? strerror(errno) : "ok");
}

int main(void)
{
    int fd = memfd_create("sealed", MFD_ALLOW_SEALING);
    ftruncate(fd, 4096);
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    strcpy(m, "contents");
    say("no growth", fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
    say("grow", ftruncate(fd, 8192));
    say("shrink", ftruncate(fd, 2048));
    say("write behind the end", pwrite(fd, "x", 1, 2048));
    say("no writing, mapped", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
    munmap(m, 4096);
    say("no writing", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK));
    say("write", pwrite(fd, "x", 1, 0));
    say("shrink", ftruncate(fd, 10));
    say("map shared to write", (long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    say("map private to write", (long)m);
    m[0] = 'C';
    printf("%s\n", m);
    printf("seals %d\n", fcntl(fd, F_GET_SEALS));
    say("seal the seals", fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL));
    say("one more", fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
    int plain = memfd_create("plain", 0);
    say("not allowed at all", fcntl(plain, F_ADD_SEALS, F_SEAL_GROW));
    return 0;
}
