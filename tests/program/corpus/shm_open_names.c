#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME "/faultline-corpus-names"

int main(void)
{
    shm_unlink(NAME);
    int fd = shm_open(NAME, O_RDWR, 0600);
    printf("%d %d\n", fd, errno == ENOENT);
    fd = shm_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600);
    ftruncate(fd, 4096);
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    strcpy(p, "shared");
    int again = shm_open(NAME, O_RDWR | O_CREAT | O_EXCL, 0600);
    printf("%d %d\n", again, errno == EEXIST);
    char *q = mmap(NULL, 4096, PROT_READ, MAP_SHARED, shm_open(NAME, O_RDONLY, 0), 0);
    printf("%s\n", q);
    printf("%d ", shm_unlink(NAME));
    printf("%d %s\n", shm_unlink(NAME), p);
    return 0;
}
