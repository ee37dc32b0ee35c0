// Byte-range locks of one file: a child asks F_GETLK for each region.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd;

static int lock(short type, off_t start, off_t length)
{
    struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    return fcntl(fd, F_SETLK, &l);
}

static void ask(const char *title)
{
    printf("%-28s", title);
    fflush(stdout);
    pid_t parent = getpid();
    if (fork() == 0) {
        for (int i = 0; i < 10; i++) {
            struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = i * 10, .l_len = 1};
            fcntl(fd, F_GETLK, &l);
            putchar(l.l_type == F_UNLCK ? '.' : l.l_pid != parent ? '?' : l.l_type == F_RDLCK ? 'r' : 'w');
        }
        putchar('\n');
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
}

int main(void)
{
    fd = open("locked", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 100);
    ask("none");
    lock(F_WRLCK, 0, 30);
    ask("0..29 for writing");
    lock(F_RDLCK, 20, 40);
    ask("20..59 for reading");
    lock(F_UNLCK, 30, 10);
    ask("30..39 unlocked");
    lock(F_WRLCK, 70, 0);
    ask("70 to the end for writing");
    lock(F_RDLCK, 0, 0);
    ask("all for reading");
    close(dup(fd));
    ask("a duplicate was closed");
    return 0;
}
