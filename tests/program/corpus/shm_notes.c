/* POSIX shared memory: two openings, one object; sizes, modes, errors; unlinked while mapped. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "/fl-notes"
struct notes { int count; char text[8][32]; };

static struct notes *attach(int flags, int protection)
{
    int fd = shm_open(NAME, flags, 0640);
    if (fd < 0) {
        printf("shm_open: %s\n", strerror(errno));
        return NULL;
    }
    if (flags & O_CREAT && ftruncate(fd, sizeof(struct notes)) < 0)
        perror("ftruncate");
    struct stat st;
    fstat(fd, &st);
    printf("size %ld mode %o\n", (long)st.st_size, st.st_mode & 0777);
    struct notes *n = mmap(NULL, sizeof *n, protection, MAP_SHARED, fd, 0);
    close(fd);
    return n == MAP_FAILED ? NULL : n;
}

static void note(struct notes *n, const char *text)
{
    strncpy(n->text[n->count], text, sizeof n->text[0] - 1);
    n->count++;
}

int main(void)
{
    umask(022);
    shm_unlink(NAME);
    attach(O_RDWR, PROT_READ);
    struct notes *mine = attach(O_RDWR | O_CREAT | O_EXCL, PROT_READ | PROT_WRITE);
    note(mine, "from the parent");
    attach(O_RDWR | O_CREAT | O_EXCL, PROT_READ);
    fflush(stdout);
    if (fork() == 0) {
        struct notes *theirs = attach(O_RDWR, PROT_READ | PROT_WRITE);
        printf("the child sees %d: %s\n", theirs->count, theirs->text[0]);
        note(theirs, "from the child");
        shm_unlink(NAME);
        exit(0);
    }
    wait(NULL);
    printf("the parent sees %d: %s\n", mine->count, mine->text[1]);
    printf("%d", shm_unlink(NAME));
    printf(" %s\n", strerror(errno));
    note(mine, "still here");
    printf("%d %s\n", mine->count, mine->text[2]);
    int fd = shm_open(NAME, O_RDONLY, 0);
    printf("%d %d\n", fd, errno == ENOENT);
    munmap(mine, sizeof *mine);
    return 0;
}
