// flock belongs to the open file, not to the process.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static void try(const char *what, int fd, int operation)
{
    int r = flock(fd, operation | LOCK_NB);
    printf("%-34s %s\n", what, r == 0 ? "ok" : errno == EWOULDBLOCK ? "would block" : strerror(errno));
    fflush(stdout);
}

int main(void)
{
    int a = open("lock", O_RDWR | O_CREAT, 0600);
    int b = open("lock", O_RDONLY);
    int c = dup(a);
    try("a exclusive", a, LOCK_EX);
    try("b shared", b, LOCK_SH);
    try("c, a duplicate of a, exclusive", c, LOCK_EX);
    try("a becomes shared", a, LOCK_SH);
    try("b shared", b, LOCK_SH);
    try("a back to exclusive", a, LOCK_EX);
    if (fork() == 0) {
        try("child: a unlocked", a, LOCK_UN);
        try("child: b exclusive", b, LOCK_EX);
        _exit(0);
    }
    wait(NULL);
    try("a shared, b is held by parent too", a, LOCK_SH);
    try("b unlocked", b, LOCK_UN);
    try("a shared", a, LOCK_SH);
    close(a);
    try("b exclusive, c still open", b, LOCK_EX);
    close(c);
    try("b exclusive, c closed", b, LOCK_EX);
    try("no such descriptor", 60, LOCK_SH);
    try("no such operation", b, 0);
    return 0;
}
