/* Two pipes for turns, a shared mapping for data; end of file and SIGPIPE at the end. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int to_child[2], to_parent[2];

static void tell(int fd, char c)
{
    if (write(fd, &c, 1) != 1)
        perror("write");
}
static int await(int fd, char expected)
{
    char c;
    ssize_t n = read(fd, &c, 1);
    if (n == 0)
        return 0;
    if (n < 0 || c != expected)
        exit(9);
    return 1;
}

int main(void)
{
    char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pipe(to_child) < 0 || pipe(to_parent) < 0)
        return 1;
    pid_t pid = fork();
    if (pid == 0) {
        close(to_child[1]);
        close(to_parent[0]);
        for (int turn = 0; await(to_child[0], 'P'); turn++) {
            for (char *p = page; *p; p++)
                *p = *p == 'z' ? 'a' : *p + 1;
            page[100 + turn] = '!';
            tell(to_parent[1], 'C');
        }
        _exit(5);
    }
    close(to_child[0]);
    close(to_parent[1]);
    strcpy(page, "hazy");
    for (int turn = 0; turn < 4; turn++) {
        tell(to_child[1], 'P');
        await(to_parent[0], 'C');
        printf("%d: %s %s\n", turn, page, page + 100);
    }
    close(to_child[1]);
    int status;
    waitpid(pid, &status, 0);
    printf("child: %d\n", WEXITSTATUS(status));
    printf("end of file: %zd\n", read(to_parent[0], &status, 1));
    int broken[2];
    pipe(broken);
    close(broken[0]);
    signal(SIGPIPE, SIG_IGN);
    errno = 0;
    ssize_t n = write(broken[1], "x", 1);
    printf("%zd %s\n", n, strerror(errno));
    if ((pid = fork()) == 0) {
        signal(SIGPIPE, SIG_DFL);
        write(broken[1], "x", 1);
        _exit(0);
    }
    waitpid(pid, &status, 0);
    printf("%s\n", WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "not killed");
    return 0;
}
