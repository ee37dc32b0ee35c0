// flock: an exclusive lock keeps the other process out until it is released, by unlocking, closing, or ending.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void try(const char *who, int fd, int how)
{
    printf("%s: %s\n", who, flock(fd, how | LOCK_NB) == -1 ? strerror(errno) : "locked");
    fflush(stdout);
}

int main(void)
{
    int fd = open("lock", O_RDWR | O_CREAT, 0666);
    int to_child[2], to_parent[2];
    char c;
    pipe(to_child);
    pipe(to_parent);
    try("parent, exclusive", fd, LOCK_EX);
    if (fork() == 0) {
        int own = open("lock", O_RDWR);
        try("child, own file, shared", own, LOCK_SH);
        try("child, inherited, exclusive", fd, LOCK_EX);
        write(to_parent[1], "1", 1);
        read(to_child[0], &c, 1);
        try("child, own file, shared", own, LOCK_SH);
        write(to_parent[1], "2", 1);
        read(to_child[0], &c, 1);
        _exit(0);
    }
    read(to_parent[0], &c, 1);
    flock(fd, LOCK_UN);
    write(to_child[1], "a", 1);
    read(to_parent[0], &c, 1);
    try("parent, exclusive", fd, LOCK_EX);
    try("parent, shared", fd, LOCK_SH);
    write(to_child[1], "b", 1);
    wait(NULL);
    try("parent, exclusive, alone", fd, LOCK_EX);
    return 0;
}
