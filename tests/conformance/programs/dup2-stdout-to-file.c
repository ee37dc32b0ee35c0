// Standard output goes into a file for a while, then back to where it was.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    printf("before\n");
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    int fd = open("captured", O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (saved == -1 || fd == -1 || dup2(fd, STDOUT_FILENO) == -1) {
        perror("redirect");
        return 1;
    }
    printf("into the file, %d\n", 1);
    write(STDOUT_FILENO, "raw\n", 4);
    puts("into the file, 2");
    fflush(stdout);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    printf("after\n");
    off_t size = lseek(fd, 0, SEEK_END);
    char *m = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (m == MAP_FAILED)
        return 1;
    printf("%ld bytes were captured:\n%s", (long)size, m);
    return 0;
}
